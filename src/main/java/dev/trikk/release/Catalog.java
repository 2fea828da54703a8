package dev.trikk.release;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Repository;
import java.util.List;

/** Which versions there are: what a person may choose from. */
public interface Catalog {

    /**
     * All versions of an application that its repository lists, the newest first; snapshots by their plain name. Reads only;
     * blocks for some questions, each for the configured timeout at most.
     *
     * @throws Releases.UnknownRelease when it lists none, or refuses to
     * @throws Releases.RepositoryUnavailable when it could not be asked
     */
    List<String> versions(Application application, Repository repository);
}
