package dev.trikk.release;

import dev.trikk.inventory.Application;

/** Where local releases come from: builds of a developer, as files on Trikk's machine. */
public interface LocalReleases {

    /**
     * Takes a file into keeping and makes a release of it; who put it there may delete it afterwards. Repeated for the same
     * content, it is the same release. Blocks for as long as a copy of the file needs.
     *
     * @param application whose release
     * @param version what its builder calls it
     * @param file path below the folder for uploads
     * @throws Releases.UnknownRelease when there is no such file, or it is no zip that may be unpacked on a server
     */
    Release take(Application application, String version, String file);
}
