package dev.trikk.request;

import dev.trikk.inventory.Closed;
import dev.trikk.inventory.EnvironmentRules;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether an environment takes something from somebody now. A refusal names the rule. Pure. */
public final class EnvironmentCheck {
    private EnvironmentCheck() {}

    /**
     * Everything that speaks against a request.
     *
     * @param closed the freezes that are in force
     * @param rollback whether it puts the environment back
     * @param caller who asks, as it was checked
     */
    public static List<Problem> check(
            String environment,
            EnvironmentRules rules,
            List<Closed> closed,
            boolean rollback,
            Optional<String> caller) {
        return Stream.of(mayDeploy(environment, rules, caller, "deploy"), frozen(environment, closed, rollback))
                .flatMap(Optional::stream)
                .map(reason -> new Problem("$.environment", reason))
                .toList();
    }

    /**
     * Why somebody may not do that there.
     *
     * @param what in one word: deploy, approve, cancel
     */
    public static Optional<String> mayDeploy(
            String environment, EnvironmentRules rules, Optional<String> caller, String what) {
        if (rules.mayDeploy(caller)) {
            return Optional.empty();
        }
        String who = caller.map(name -> name + " may not " + what + " in " + environment)
                .orElse("it is not known who sent this, so it may not " + what + " in " + environment);
        String those = String.join(", ", new TreeSet<>(rules.mayDeploy().orElseThrow()));
        return Optional.of("rule \"mayDeploy\": " + who + ", only " + (those.isEmpty() ? "nobody" : those) + ".");
    }

    /** Why it takes nothing new now. */
    public static Optional<String> frozen(String environment, List<Closed> closed, boolean rollback) {
        return Closed.longest(closed, rollback)
                .map(freeze -> "rule \"freeze\": " + environment + " takes no "
                        + (rollback ? "rollbacks" : "deployments") + " " + freeze.inWords() + "."
                        + (!rollback && freeze.rollbacks() ? " Rollbacks are taken." : ""));
    }
}
