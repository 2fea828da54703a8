package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.BadInventory;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.EnvironmentRules;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Notifier;
import dev.trikk.inventory.Repository;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads an inventory that is written in YAML. */
public final class YamlInventory {
    private YamlInventory() {}

    /**
     * Reads and checks the whole text.
     *
     * @param text the content of the file
     * @param fileName how the file is called in problems
     * @throws BadInventory with everything that is wrong, each with line and column
     */
    public static Inventory read(String text, String fileName) {
        Problems problems = new Problems(fileName);
        Optional<Inventory> inventory = Document.compose(text, problems).map(root -> inventory(root, problems));
        problems.throwIfAny();
        return inventory.orElseThrow();
    }

    private static Inventory inventory(Node root, Problems problems) {
        Fields fields = Fields.of(root, problems);
        Map<String, Repository> repositories = fields.someNamed("repositories", new RepositoryReader(problems)::read);
        Map<String, EnvironmentRules> rules = new LinkedHashMap<>();
        Map<String, Environment> environments =
                fields.someNamed("environments", new EnvironmentReader(problems, rules)::read);
        Map<String, Application> applications = fields.someNamed(
                "applications", new ApplicationReader(problems, repositories.keySet(), environments)::read);
        Map<String, Notifier> notifiers = fields.named(
                "notifiers", new NotifierReader(problems, environments.keySet(), applications.keySet())::read);
        fields.end();
        return new Inventory(
                Collections.unmodifiableMap(repositories),
                Collections.unmodifiableMap(environments),
                Collections.unmodifiableMap(applications),
                Collections.unmodifiableMap(notifiers),
                Collections.unmodifiableMap(rules));
    }
}
