package dev.trikk.notify.jira;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is told to one JIRA, and how.
 *
 * @param isCloud whether it is JIRA Cloud, which takes other texts than JIRA Data Center
 * @param link address that a remote link leads to; {@code ${id}} stands for the deployment, {@code ${application}}, {@code
 *     ${environment}} and {@code ${version}} for what they say
 * @param comments whether each issue gets a comment, too
 * @param transition name or id of the status to which a success takes each issue
 * @param version name of the version that a success releases in the issues' projects, with the same placeholders
 * @param createsVersion whether it is made where a project does not have it
 * @param projects keys of the projects whose issues are told, those in the request's comment included; empty for all issues that
 *     the request lists, and none of its comment
 */
public record JiraSettings(
        boolean isCloud,
        String link,
        boolean comments,
        Optional<String> transition,
        Optional<String> version,
        boolean createsVersion,
        Set<String> projects) {

    /**
     * The settings as the inventory has them.
     *
     * @throws IllegalArgumentException when one is missing or cannot be used
     */
    public static JiraSettings of(Map<String, String> settings) {
        String link = settings.getOrDefault("link", "");
        if (!isAddress(link)) {
            throw new IllegalArgumentException(
                    "link must be a URL that leads to a deployment, such as https://trikk.example.org/deployments/${id}");
        }
        return new JiraSettings(
                isSet(settings, "cloud"),
                link,
                isSet(settings, "comments"),
                Optional.ofNullable(settings.get("transition")),
                Optional.ofNullable(settings.get("version")),
                isSet(settings, "createVersion"),
                Stream.of(settings.getOrDefault("projects", "").split(",", -1))
                        .map(String::strip)
                        .filter(project -> !project.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static boolean isSet(Map<String, String> settings, String key) {
        return settings.getOrDefault(key, "false").equals("true");
    }

    private static boolean isAddress(String link) {
        try {
            URI trial = URI.create(link.replaceAll("\\$\\{(id|application|environment|version)}", "x"));
            return List.of("http", "https").contains(String.valueOf(trial.getScheme())) && trial.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
