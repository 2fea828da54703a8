package dev.trikk.notify.jira;

import dev.trikk.Patience;
import dev.trikk.event.Event;
import dev.trikk.http.Http;
import dev.trikk.http.Link;
import dev.trikk.http.Login;
import dev.trikk.http.camel.CamelHttp;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Notice;
import dev.trikk.notify.Shop;
import dev.trikk.request.DeployRequest;
import dev.trikk.request.DeployRequest.Kind;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A JIRA in process, and channels to it. */
abstract class JiraFixture {
    static final String TOKEN = "pat-s3cr3t";
    static final Map<String, String> ALL = Map.of(
            "link", "https://trikk.example.org/deployments/${id}",
            "comments", "true",
            "transition", "Done",
            "version", "${version}");

    final Map<String, Deployment> ledger = new HashMap<>();
    private DefaultCamelContext camel;
    JiraStub jira;

    @BeforeEach
    void start() {
        camel = new DefaultCamelContext();
        camel.start();
        jira = new JiraStub(false, "Bearer " + TOKEN);
    }

    @AfterEach
    void stop() {
        jira.close();
        camel.stop();
    }

    JiraChannel channel(Map<String, String> settings) {
        return channel(settings, Login.bearer(TOKEN));
    }

    JiraChannel channel(Map<String, String> settings, Login login) {
        Http http = new CamelHttp(
                camel,
                new Link("tracker", jira.url("/jira"), List.of(login), Optional.empty(), Patience.LONG, Patience.LONG),
                Clock.systemUTC());
        return new JiraChannel(http, JiraSettings.of(settings), id -> Optional.ofNullable(ledger.get(id)));
    }

    static Notice ended(Deployment.Ending ending) {
        return notice(Shop.ended(ending));
    }

    static Notice notice(Deployment deployment) {
        return new Notice(Shop.event(Event.Type.ENDED), Optional.of(deployment), Shop.allWell());
    }

    static Deployment with(Deployment old, Kind kind, Optional<String> retryOf, List<String> issues) {
        DeployRequest was = old.request();
        DeployRequest request = new DeployRequest(
                was.id(),
                was.application(),
                was.version(),
                was.environment(),
                was.source(),
                was.file(),
                was.requestedBy(),
                issues,
                was.comment(),
                false,
                kind,
                false,
                retryOf);
        return new Deployment(
                old.id(),
                request,
                old.plan(),
                old.state(),
                old.cursor(),
                old.epoch(),
                old.wish(),
                old.ending(),
                old.reason(),
                old.waitsFor(),
                old.heldUntil(),
                old.movedAt(),
                old.acceptedAt(),
                old.startedAt(),
                old.endedAt());
    }
}
