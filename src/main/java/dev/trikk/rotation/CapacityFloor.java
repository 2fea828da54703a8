package dev.trikk.rotation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How many members of a pool must stay in service.
 *
 * @param minAvailable members that must still be in service after others have left; 0 or more
 */
public record CapacityFloor(int minAvailable) {
    public CapacityFloor {
        if (minAvailable < 0) {
            throw new IllegalArgumentException("minAvailable is " + minAvailable + ", it cannot be below 0");
        }
    }

    /**
     * Whether these members may leave together.
     *
     * @param members the pool as its balancer sees it now
     * @param leaving names of those that are to leave; those not in service themselves may always
     * @return why they may not, in a sentence; empty when they may
     * @throws IllegalArgumentException when the pool has no member of such a name
     */
    public Optional<String> objection(List<Member> members, Collection<String> leaving) {
        List<String> names = members.stream().map(Member::name).toList();
        for (String name : leaving) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("the balancer has no member " + name + ", only " + names);
            }
        }
        List<String> serving =
                members.stream().filter(Member::inService).map(Member::name).toList();
        List<String> staying =
                serving.stream().filter(name -> !leaving.contains(name)).toList();
        if (staying.size() == serving.size() || staying.size() >= minAvailable) {
            return Optional.empty();
        }
        return Optional.of("without %s, %d of %d members would be in service%s; at least %d must be"
                .formatted(
                        String.join(", ", leaving),
                        staying.size(),
                        members.size(),
                        staying.isEmpty() ? "" : " (" + String.join(", ", staying) + ")",
                        minAvailable));
    }
}
