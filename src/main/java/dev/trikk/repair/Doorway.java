package dev.trikk.repair;

import dev.trikk.ledger.Admission;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Lane;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Deployments that wait although their lanes are free, because their environments did not let them in.
 *
 * @param in ids of those who would be let in now
 * @param out ids of those who would not
 */
public record Doorway(Set<String> in, Set<String> out) {
    /** Nobody waits so. */
    public static final Doorway EMPTY = new Doorway(Set.of(), Set.of());

    /**
     * Who stands there. Older ones come first, as at the door itself.
     *
     * @param unfinished deployments, oldest first
     * @param lanes who is active in every lane that is taken
     * @param admission what its environment says to each now
     */
    public static Doorway of(
            List<Deployment> unfinished, Map<Lane, String> lanes, Function<Deployment, Admission> admission) {
        Doorway doorway = new Doorway(new HashSet<>(), new HashSet<>());
        Map<String, Integer> taken = new HashMap<>();
        lanes.keySet().forEach(lane -> taken.merge(lane.environment(), 1, Integer::sum));
        for (Deployment deployment : unfinished) {
            if (deployment.waitsByRule() && !lanes.containsKey(deployment.lane())) {
                Admission now = admission.apply(deployment);
                String environment = deployment.lane().environment();
                boolean place =
                        taken.getOrDefault(environment, 0) < now.atOnce().orElse(Integer.MAX_VALUE);
                if (now.closed().isEmpty() && place) {
                    doorway.in().add(deployment.id());
                    taken.merge(environment, 1, Integer::sum);
                } else {
                    doorway.out().add(deployment.id());
                }
            }
        }
        return doorway;
    }
}
