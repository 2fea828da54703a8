package dev.trikk.release;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Repository;
import dev.trikk.outage.Outage;
import java.time.Duration;
import java.util.Optional;

/** Where releases of the repository come from. */
public interface Releases {

    /**
     * Turns what a request asks for into one exact release with its checksum. Reads only, so it may be repeated; blocks
     * for at most the configured timeouts (some seconds).
     *
     * @param application whose release
     * @param repository where its artifact lies
     * @param version an exact version, {@code latest} (snapshots included), {@code release}, or a range as Maven writes it
     *     ({@code [1.2,2.0)}): the newest release in it, of the snapshots only what a bound names
     * @throws UnknownRelease when the repository has answered and has no such version, or no checksum for it
     * @throws RepositoryUnavailable when the repository could not be asked; asking again later may help
     */
    Release resolve(Application application, Repository repository, String version);

    /** The repository answered, and there is no such release. */
    final class UnknownRelease extends RuntimeException {
        private static final long serialVersionUID = 1;

        public UnknownRelease(String message) {
            super(message);
        }
    }

    /** The repository could not be asked. */
    final class RepositoryUnavailable extends Outage {
        private static final long serialVersionUID = 1;

        public RepositoryUnavailable(String message, Throwable cause) {
            this(message, Optional.empty(), cause);
        }

        /** @param after how long it asks to wait, if it does */
        public RepositoryUnavailable(String message, Optional<Duration> after, Throwable cause) {
            super("the repository", message, after, cause);
        }
    }
}
