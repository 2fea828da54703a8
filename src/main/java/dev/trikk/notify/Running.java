package dev.trikk.notify;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.History;
import dev.trikk.release.Release;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one application runs in one environment, and the deployment that ended there last.
 *
 * @param application its name
 * @param version the release that it is on; none where no deployment has left one
 * @param deployment id of the last one
 * @param brought the version that the last one was to bring
 * @param ending how that ended
 * @param endedAt when
 * @param requestedBy who asked for it
 */
public record Running(
        String application,
        Optional<String> version,
        String deployment,
        String brought,
        Deployment.Ending ending,
        Instant endedAt,
        Optional<String> requestedBy) {

    /**
     * What the ended deployments of a lane have left; nothing if there are none.
     *
     * @param ended those that are over, the last one first
     */
    public static Optional<Running> of(List<Deployment> ended) {
        return ended.stream()
                .findFirst()
                .map(last -> new Running(
                        last.plan().application().name(),
                        new History(ended).current().map(Release::version),
                        last.id(),
                        last.plan().release().version(),
                        last.ending().orElseThrow(),
                        last.endedAt().orElse(last.movedAt()),
                        last.request().requestedBy()));
    }
}
