package dev.trikk.stage;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Audience;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Notifier;
import dev.trikk.notify.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The digest of the day that ends at eight, UTC. The clock begins at midnight of a day. */
class TellDigestsTest {
    private final Scene scene = new Scene();
    private final List<String> sent = new ArrayList<>();
    private Notifier bosses = notifier(Audience.EVERYTHING, Map.of("digest", "08:00", "zone", "UTC"));
    private final Map<String, Notifier> others = new LinkedHashMap<>();
    private RuntimeException trouble;

    @BeforeEach
    void givenDays() {
        scene.time.pause(Duration.ofDays(10));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void at_its_time_the_deployments_since_the_day_before_are_told_of_once() {
        ended("shop");
        scene.time.pause(Duration.ofHours(7));
        ended("parking");
        tick();
        assertThat(sent).isEmpty();

        scene.time.pause(Duration.ofHours(1));
        tick();
        tick();

        assertThat(sent).singleElement().asString().contains("digest/bosses/1970-01-11T08:00:00Z", "2 deployments");
    }

    @Test
    void what_ends_later_belongs_to_the_next_day() {
        ended("shop");
        scene.time.pause(Duration.ofHours(8));
        ended("parking");
        tick();
        scene.time.pause(Duration.ofDays(1));
        tick();

        assertThat(sent).hasSize(2);
        assertThat(sent.get(0)).contains("1 deployment,").contains("shop").doesNotContain("parking");
        assertThat(sent.get(1)).contains("1 deployment,").contains("parking").doesNotContain("shop");
    }

    @Test
    void a_day_without_a_deployment_makes_no_mail() {
        scene.time.pause(Duration.ofHours(8));

        tick();

        assertThat(sent).isEmpty();
    }

    @Test
    void only_what_the_audience_wants_to_hear_of_is_told() {
        bosses =
                notifier(new Audience(Set.of("production"), Set.of("parking"), Set.of("cancelled")), bosses.settings());
        ended("shop");
        ended("parking");
        scene.time.pause(Duration.ofHours(8));
        tick();
        assertThat(sent).singleElement().asString().contains("parking").doesNotContain("shop");

        bosses = notifier(new Audience(Set.of(), Set.of(), Set.of("failed")), bosses.settings());
        ended("shop");
        scene.time.pause(Duration.ofDays(1));
        tick();

        assertThat(sent).hasSize(1);
    }

    @Test
    void what_could_not_be_sent_is_sent_the_next_time() {
        ended("shop");
        scene.time.pause(Duration.ofHours(8));
        trouble = new IllegalStateException("the mail server is away");
        tick();
        assertThat(sent).isEmpty();

        trouble = null;
        tick();

        assertThat(sent).hasSize(1);
    }

    @Test
    void a_zone_that_is_none_is_named_and_keeps_the_digest_from_nobody_else() {
        others.put(
                "lost", new Notifier("lost", "mail", Map.of("digest", "08:00", "zone", "Oslo"), Audience.EVERYTHING));
        ended("shop");
        scene.time.pause(Duration.ofHours(8));

        tick();

        assertThat(sent).hasSize(1);
        assertThatThrownBy(() -> TellDigests.daily(others.get("lost")))
                .hasMessage("notifier lost: \"08:00\" in \"Oslo\" is no time in a zone such as 07:30 in Europe/Oslo");
    }

    @Test
    void a_notifier_that_is_told_of_each_is_sent_none() {
        bosses = notifier(Audience.EVERYTHING, Map.of());
        ended("shop");
        scene.time.pause(Duration.ofHours(8));

        tick();

        assertThat(sent).isEmpty();
    }

    private static Notifier notifier(Audience audience, Map<String, String> settings) {
        return new Notifier("bosses", "mail", settings, audience);
    }

    private void ended(String application) {
        String id = scene.ledger
                .accept(aRequest(application + scene.time.passed(), application, "2.0"), aPlan(application, "2.0"))
                .id();
        assertThat(scene.ledger.cancelWaiting(id, "not needed")).isTrue();
    }

    private void tick() {
        Map<String, Notifier> notifiers = new LinkedHashMap<>(others);
        notifiers.put("bosses", bosses);
        new TellDigests(
                        () -> new Inventory(Map.of(), Map.of(), Map.of(), notifiers),
                        notifier -> this::send,
                        scene.ledger,
                        scene.outbox,
                        scene.time)
                .process(null);
    }

    private void send(String id, Report report) {
        if (trouble != null) {
            throw trouble;
        }
        sent.add(id + " " + report.subject() + " " + report.text());
    }
}
