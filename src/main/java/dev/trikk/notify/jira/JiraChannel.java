package dev.trikk.notify.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.event.Event;
import dev.trikk.http.Http;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;
import dev.trikk.request.DeployRequest.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells the issues of a deployment how it ended: in a remote link, and as the settings say in a comment, by a new status and in the
 * version of their projects. Everything is looked for first, so that a notice that comes again changes nothing. An issue that JIRA
 * does not have is told in the log. JIRA Data Center 8.14 and later (REST API 2), JIRA Cloud (3).
 */
public final class JiraChannel implements Channel {
    private final JiraRest rest;
    private final JiraSettings settings;
    private final Function<String, Optional<Deployment>> deployments;

    /**
     * Connects nothing yet.
     *
     * @param http with the login, to the root of JIRA, such as {@code https://example.org/jira}
     * @param deployments finds a deployment by its id, for instance {@code ledger::find}
     */
    public JiraChannel(Http http, JiraSettings settings, Function<String, Optional<Deployment>> deployments) {
        this.rest = new JiraRest(http, settings.isCloud());
        this.settings = settings;
        this.deployments = deployments;
    }

    @Override
    public void tell(Notice notice) {
        if (notice.event().type() == Event.Type.ENDED) {
            notice.deployment().ifPresent(deployment -> tell(notice, deployment));
        }
    }

    private void tell(Notice notice, Deployment deployment) {
        List<String> keys = Keys.of(deployment.request(), settings.projects());
        Story story = Story.of(notice, deployment, settings);
        boolean isIn = isIn(deployment);
        Troubles troubles = new Troubles(rest);
        keys.forEach(key -> troubles.with(key, () -> tell(key, story, isIn)));
        if (isIn && settings.version().isPresent()) {
            FixVersions versions = new FixVersions(rest, settings.createsVersion());
            Keys.projects(keys).forEach(project -> troubles.with(project, () -> versions.release(project, story)));
        }
        troubles.end();
    }

    private void tell(String key, Story story, boolean isIn) {
        new Links(rest).put(key, story);
        if (settings.comments()) {
            new Comments(rest, settings.isCloud()).put(key, story);
        }
        if (isIn) {
            settings.transition().ifPresent(status -> new Transitions(rest).to(status, key));
        }
    }

    /** Whether it has brought what the issues are about: not when it went back to an older release, or finished one that did. */
    private boolean isIn(Deployment deployment) {
        Optional<Deployment> root = Optional.of(deployment);
        while (root.isPresent() && root.get().request().kind() == Kind.RETRY) {
            root = root.get().request().retryOf().flatMap(deployments);
        }
        return deployment.ending().equals(Optional.of(Deployment.Ending.SUCCEEDED))
                && root.filter(found -> found.request().kind() == Kind.ROLLBACK).isEmpty();
    }

    @Override
    public String check() {
        String login = rest.login();
        JsonNode server = rest.get("serverInfo");
        boolean isCloud = server.path("deploymentType").asText().equals("Cloud");
        if (isCloud != settings.isCloud()) {
            throw new IllegalStateException("%s is JIRA %s: write \"cloud: %s\""
                    .formatted(rest.name(), isCloud ? "Cloud" : "Data Center", isCloud));
        }
        return "logged in as " + login + " at JIRA "
                + (isCloud ? "Cloud" : server.path("version").asText());
    }
}
