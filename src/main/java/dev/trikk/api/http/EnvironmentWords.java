package dev.trikk.api.http;

import dev.trikk.inventory.Approval;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.EnvironmentRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The rules of an environment, a sentence each. Pure. */
final class EnvironmentWords {
    private EnvironmentWords() {}

    static List<String> of(Environment environment, EnvironmentRules rules) {
        List<String> words = new ArrayList<>();
        words.add("sources: takes " + String.join(" and ", new TreeSet<>(environment.sources())) + " releases");
        if (environment.supersede()) {
            words.add("supersede: a newer request takes the place of an older one that still waits");
        }
        if (!rules.trains()) {
            words.add("trains: takes none");
        }
        if (rules.approval() != Approval.NONE) {
            words.add("approval: a deployment waits until "
                    + (rules.approval() == Approval.ANOTHER ? "another than who asked for it" : "somebody")
                    + " approves");
        }
        rules.mayDeploy().ifPresent(names -> words.add("mayDeploy: only " + String.join(", ", new TreeSet<>(names))));
        rules.atOnce().ifPresent(most -> words.add("atOnce: " + most + " lanes at most; the others wait"));
        rules.freezes()
                .forEach(freeze -> words.add("freeze: now and then (" + freeze.reason() + "), "
                        + (freeze.rollbacks() ? "rollbacks are taken" : "rollbacks, too")));
        return words;
    }
}
