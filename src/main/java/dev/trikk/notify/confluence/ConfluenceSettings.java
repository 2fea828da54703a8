package dev.trikk.notify.confluence;

import java.util.Map;
import java.util.Optional;

/**
 * Where in one Confluence the pages lie.
 *
 * @param isCloud whether it is Confluence Cloud, which has another API than Confluence Data Center
 * @param space key of the space
 * @param title of an environment's page; {@code ${environment}} stands for its name
 * @param parent id of the page below which new ones are made
 */
public record ConfluenceSettings(boolean isCloud, String space, String title, Optional<String> parent) {
    private static final String ENVIRONMENT = "${environment}";

    /**
     * The settings as the inventory has them.
     *
     * @throws IllegalArgumentException when one is missing or cannot be used
     */
    public static ConfluenceSettings of(Map<String, String> settings) {
        String space = settings.getOrDefault("space", "");
        if (space.isBlank()) {
            throw new IllegalArgumentException(
                    "space must be the key of a space, as the address of its pages shows it");
        }
        return new ConfluenceSettings(
                settings.getOrDefault("cloud", "false").equals("true"),
                space,
                settings.getOrDefault("title", "What runs in " + ENVIRONMENT),
                Optional.ofNullable(settings.get("parent")));
    }

    /** The title of that environment's page. */
    String title(String environment) {
        return title.replace(ENVIRONMENT, environment);
    }
}
