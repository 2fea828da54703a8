package dev.trikk.inventory;

import java.util.Map;
import java.util.Optional;

/** Everything Trikk may deploy, and everywhere it may deploy to. A value: a reload makes a new one. */
public record Inventory(
        Map<String, Repository> repositories,
        Map<String, Environment> environments,
        Map<String, Application> applications,
        Map<String, Notifier> notifiers,
        Map<String, EnvironmentRules> rules) {

    /** One whose environments have no rules. */
    public Inventory(
            Map<String, Repository> repositories,
            Map<String, Environment> environments,
            Map<String, Application> applications,
            Map<String, Notifier> notifiers) {
        this(repositories, environments, applications, notifiers, Map.of());
    }

    /** One of which nobody is told but by mail. */
    public Inventory(
            Map<String, Repository> repositories,
            Map<String, Environment> environments,
            Map<String, Application> applications) {
        this(repositories, environments, applications, Map.of());
    }

    /** The application of that name. */
    public Optional<Application> application(String name) {
        return Optional.ofNullable(applications.get(name));
    }

    /** The environment of that name. */
    public Optional<Environment> environment(String name) {
        return Optional.ofNullable(environments.get(name));
    }

    /** The rules of the environment of that name; none where it says nothing, or is not known. */
    public EnvironmentRules rules(String environment) {
        return rules.getOrDefault(environment, EnvironmentRules.NONE);
    }
}
