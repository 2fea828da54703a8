package dev.trikk.inventory;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may deploy to an environment, when, and how much at once. Always those of the inventory in force: no plan keeps them.
 *
 * @param trains whether it takes trains
 * @param approval who must let a deployment begin
 * @param zone in which its times are written and told
 * @param freezes when it takes nothing new
 * @param mayDeploy names of those who may; without them, everybody
 * @param atOnce how many lanes may be taken at once; without it, all
 */
public record EnvironmentRules(
        boolean trains,
        Approval approval,
        ZoneId zone,
        List<Freeze> freezes,
        Optional<Set<String>> mayDeploy,
        Optional<Integer> atOnce) {

    /** Of an environment that says nothing. */
    public static final EnvironmentRules NONE =
            new EnvironmentRules(true, Approval.NONE, ZoneOffset.UTC, List.of(), Optional.empty(), Optional.empty());

    /** Whether somebody may deploy; nobody knows whose name is missing. */
    public boolean mayDeploy(Optional<String> caller) {
        return mayDeploy.isEmpty() || caller.filter(mayDeploy.get()::contains).isPresent();
    }

    /** The freezes in which that moment lies. */
    public List<Closed> closed(Instant now) {
        return freezes.stream()
                .flatMap(freeze -> freeze
                        .when()
                        .endOf(now)
                        .map(end -> new Closed(Optional.of(end), freeze.reason(), freeze.rollbacks(), zone))
                        .stream())
                .toList();
    }
}
