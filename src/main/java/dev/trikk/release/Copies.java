package dev.trikk.release;

import dev.trikk.inventory.Repository;
import java.nio.file.Path;

/** Zips of a repository that only Trikk may read, on their way to the servers. */
public interface Copies {

    /**
     * Downloads the zip of a release to this machine and compares its checksum. Every call downloads it anew. Blocks for as long
     * as that needs, but no longer than one script on a server may run.
     *
     * @param repository where it lies, with the login of today
     * @return the copy, which the caller must close
     * @throws Releases.UnknownRelease when the repository has it no more, does not give it, or gives something else
     * @throws Releases.RepositoryUnavailable when it did not come; asking again later may help
     */
    Copy bring(Release release, Repository repository);

    /**
     * A file that is there until this is closed.
     *
     * @param file where it is
     * @param delete deletes it
     */
    record Copy(Path file, Runnable delete) implements AutoCloseable {
        @Override
        public void close() {
            delete.run();
        }
    }
}
