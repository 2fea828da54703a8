package dev.trikk.intake;

import dev.trikk.api.Refused;
import dev.trikk.request.Form;
import dev.trikk.text.Quoted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which events of a code host become which requests. Nothing is guessed: the configuration names the repositories with their
 * applications, and the environments that may be asked for so. Pure. The fields are those of GitHub's and GitLab's
 * documentation of their webhooks.
 *
 * <p>The request's id is made of what the host calls the thing itself, its deployment or its release. That lies in the body,
 * which is signed; so neither a delivery that is repeated nor one that somebody has recorded and sends again deploys twice.
 *
 * @param applications by the repository's full name, such as {@code acme/shop}
 * @param environments that events may ask for
 * @param releases environment of releases and of tags that were built; without it those are refused
 */
public record Hooks(Map<String, String> applications, Set<String> environments, Optional<String> releases) {
    private static final String CREATED = "created";

    /** What an event means. */
    public sealed interface Meaning {}

    /**
     * It asks for a deployment.
     *
     * @param request its fields, as the published schema names them
     */
    public record Asks(Map<String, String> request) implements Meaning {}

    /** It is of a kind that is understood, but asks for nothing. */
    public record Nothing(String reason) implements Meaning {}

    /**
     * An event of GitHub.
     *
     * @param event its header {@code X-GitHub-Event}
     * @throws Refused when it cannot become a request
     */
    public Meaning github(String event, Payload payload) {
        return switch (event) {
            case "ping" -> new Nothing("The signature is right.");
            case "deployment" ->
                payload.says(CREATED, "action") || payload.text("action").isEmpty()
                        ? githubDeployment(payload)
                        : nothing("deployment", payload.text("action"));
            case "release" ->
                payload.says("published", "action")
                        ? githubRelease(payload)
                        : nothing("release", payload.text("action"));
            default -> throw refused("GitHub", event, "Deployments and Releases");
        };
    }

    private Meaning githubDeployment(Payload payload) {
        return asks(
                "github-deployment-" + payload.required("deployment", "id"),
                payload.required("repository", "full_name"),
                payload.required("deployment", "environment"),
                payload.text("deployment", "payload", "version").orElseGet(() -> payload.required("deployment", "ref")),
                payload.text("deployment", "creator", "login"),
                payload.text("deployment", "description"));
    }

    private Meaning githubRelease(Payload payload) {
        return asks(
                "github-release-" + payload.required("release", "id"),
                payload.required("repository", "full_name"),
                environmentOfReleases(),
                payload.required("release", "tag_name"),
                payload.text("release", "author", "login"),
                payload.text("release", "name"));
    }

    /**
     * An event of GitLab; its {@code object_kind} says of which kind.
     *
     * @throws Refused when it cannot become a request
     */
    public Meaning gitlab(Payload payload) {
        String kind = payload.required("object_kind");
        return switch (kind) {
            // the first of a deployment's events; the others tell how GitLab's own job ended
            case "deployment" ->
                payload.says("running", "status") ? gitlabDeployment(payload) : nothing(kind, payload.text("status"));
            case "release" ->
                payload.says("create", "action") ? gitlabRelease(payload) : nothing(kind, payload.text("action"));
            case "pipeline" ->
                payload.says("success", "object_attributes", "status")
                                && payload.says("true", "object_attributes", "tag")
                        ? gitlabPipeline(payload)
                        : new Nothing("Only the pipeline of a tag, when it has succeeded, asks for a deployment.");
            default -> throw refused("GitLab", kind, "Deployment, Release or Pipeline events");
        };
    }

    private Meaning gitlabDeployment(Payload payload) {
        return asks(
                "gitlab-deployment-" + payload.required("deployment_id"),
                payload.required("project", "path_with_namespace"),
                payload.required("environment"),
                payload.required("ref"),
                payload.text("user", "username"),
                payload.text("commit_title"));
    }

    private Meaning gitlabRelease(Payload payload) {
        return asks(
                "gitlab-release-" + payload.required("id"),
                payload.required("project", "path_with_namespace"),
                environmentOfReleases(),
                payload.required("tag"),
                Optional.empty(),
                payload.text("name"));
    }

    private Meaning gitlabPipeline(Payload payload) {
        return asks(
                "gitlab-pipeline-" + payload.required("object_attributes", "id"),
                payload.required("project", "path_with_namespace"),
                environmentOfReleases(),
                payload.required("object_attributes", "ref"),
                payload.text("user", "username"),
                payload.text("commit", "title"));
    }

    private Meaning asks(
            String id,
            String repository,
            String environment,
            String version,
            Optional<String> requestedBy,
            Optional<String> comment) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("id", id);
        request.put("application", application(repository));
        request.put("version", version(version));
        request.put("environment", allowed(environment));
        // what people have written there is not worth a rejection
        requestedBy.filter(Form.PERSON::fits).ifPresent(who -> request.put("requestedBy", who));
        comment.filter(Form.COMMENT::fits).ifPresent(text -> request.put("comment", text));
        return new Asks(request);
    }

    private String application(String repository) {
        return Optional.ofNullable(applications.get(repository))
                .orElseThrow(() -> new Refused(
                        422,
                        "No application belongs to the repository " + Quoted.of(repository)
                                + "; trikk.hooks.applications names them."));
    }

    private String allowed(String environment) {
        if (!environments.contains(environment)) {
            throw new Refused(
                    422,
                    "Events may not ask for the environment " + Quoted.of(environment)
                            + "; trikk.hooks.environments names those that they may.");
        }
        return environment;
    }

    private String environmentOfReleases() {
        return releases.orElseThrow(() ->
                new Refused(422, "It is not said where releases go; trikk.hooks.releases names the environment."));
    }

    /** A tag is {@code v1.4.2} as often as {@code 1.4.2}, and the artifact's version has no {@code v}. */
    private static String version(String ref) {
        return ref.replaceFirst("^refs/tags/", "").replaceFirst("^v(?=[0-9])", "");
    }

    private static Nothing nothing(String kind, Optional<String> state) {
        return new Nothing(
                "Of a " + kind + " only its beginning asks for a deployment, not " + Quoted.of(state.orElse("")) + ".");
    }

    private static Refused refused(String host, String kind, String known) {
        return new Refused(
                422,
                "Nothing can be made of " + host + "'s event " + Quoted.of(kind) + "; let the webhook send only "
                        + known + ".");
    }
}
