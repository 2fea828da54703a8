package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Audience;
import dev.trikk.inventory.Notifier;
import dev.trikk.inventory.yaml.Fields.Named;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads who is told what happened. */
final class NotifierReader {
    private static final List<String> OUTCOMES =
            List.of("succeeded", "rolled-back", "partial", "failed", "cancelled", "rejected", "held", "alarm");

    private final Problems problems;
    private final Set<String> environments;
    private final Set<String> applications;

    NotifierReader(Problems problems, Set<String> environments, Set<String> applications) {
        this.problems = problems;
        this.environments = environments;
        this.applications = applications;
    }

    Notifier read(Named named) {
        Fields fields = named.fields();
        if (named.name().equals("mail")) {
            problems.at(named.place(), "mail is the name of Trikk's own notifier; take another one.");
        }
        String type = fields.reference("type", "type of notifier", Types.NOTIFIERS.keySet());
        Map<String, String> settings =
                Types.NOTIFIERS.getOrDefault(type, new TypeForm()).read(fields);
        Audience audience = new Audience(
                Set.copyOf(fields.references("environments", "environment", environments)),
                Set.copyOf(fields.references("applications", "application", applications)),
                Set.copyOf(fields.words("outcomes", OUTCOMES)));
        if (!type.isEmpty()) {
            fields.end();
        }
        return new Notifier(named.name(), type, settings, audience);
    }
}
