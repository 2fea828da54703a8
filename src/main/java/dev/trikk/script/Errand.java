package dev.trikk.script;

import dev.trikk.inventory.Application;
import dev.trikk.release.Release;
import java.time.Duration;

/**
 * What a server is sent to do: one release of one application, on behalf of one attempt at one step.
 *
 * @param application whose release
 * @param release which one
 * @param epoch the attempt; a server refuses one that is older than what it has seen for the application's user, so it
 *     must never fall from one deployment to the next
 * @param deadline for the whole script
 */
public record Errand(Application application, Release release, long epoch, Duration deadline) {

    /** Name of the symlink that points at the release in use. */
    String link() {
        return application.link();
    }

    /** The release's directory, below the home directory. */
    String directory() {
        return release.directory();
    }

    /**
     * The release's zip, below the home directory. Every user has a folder of their own: two applications may share a
     * login, and the lock that guards a zip is the user's.
     */
    String zip() {
        return ".trikk/artifacts/" + application.user() + "/" + release.file();
    }

    /** Which of coreutils' commands hashes the zip. */
    String digestCommand() {
        return release.checksum().algorithm().ending() + "sum";
    }

    /**
     * The line in the marker file of an unpacked release: what it was made from, and whose it is. It ends with
     * {@link #owner()}.
     */
    String marker() {
        return release.checksum().algorithm().ending() + ":"
                + release.checksum().hex() + owner();
    }

    /** How the marker of every release of this application ends. Names alone would not do: shop and shop-admin. */
    String owner() {
        return " " + release.name() + " " + application.user();
    }
}
