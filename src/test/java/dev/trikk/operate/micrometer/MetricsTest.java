package dev.trikk.operate.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.event.Event;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Outbox;
import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Pauses;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.Tally;
import dev.trikk.operate.BrokerState;
import dev.trikk.operate.QueueState;
import dev.trikk.operate.Watch;
import dev.trikk.operate.WatchTest;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is counted, and what a scrape shows of what was seen. */
class MetricsTest {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final dev.trikk.rotation.Pauses time = new dev.trikk.rotation.Pauses();
    private final List<Event> unpublished = new ArrayList<>();
    private final Outbox outbox = new CountedOutbox(WatchTest.answering(Outbox.class, unpublished), meters);
    private final List<Drained> drained = new ArrayList<>(List.of(
            new Drained("production", "main", "web1", "shop-1", Instant.EPOCH, Instant.EPOCH),
            Drained.byHand(
                    "production", "main", "web2", new Drained.Hand("anna", ""), Instant.EPOCH, Optional.empty())));
    private final Watch watch = new Watch(
            new Tally.Counting() {
                @Override
                public Tally tally() {
                    return new Tally(1, 2, 3, 4);
                }

                @Override
                public int waiting(Lane lane) {
                    return 0;
                }
            },
            WatchTest.answering(Rotations.class, drained),
            WatchTest.answering(Pauses.class, List.of(new PausedStage("rotate", "anna", Instant.EPOCH, ""))),
            () -> new BrokerState(
                    Map.of(
                            "trikk.rotate",
                            new QueueState(2, Optional.empty()),
                            "Consumer.mail.VirtualTopic.trikk.events",
                            new QueueState(1, Optional.of(time.instant().minusSeconds(90)))),
                    Optional.of(12)),
            () -> true,
            time);
    private final Gauges gauges = new Gauges(meters, watch, () -> List.of("fetch", "rotate"), () -> 7, time);

    @Test
    void a_scrape_shows_what_was_seen_last() {
        look();

        assertThat(meters.scrape())
                .contains(
                        "trikk_queue_messages{queue=\"trikk.rotate\"} 2.0",
                        "trikk_notice_lag_seconds{notifier=\"mail\"} 90.0",
                        "trikk_drained_members{by=\"deployment\",environment=\"production\",pool=\"main\"} 1.0",
                        "trikk_drained_members{by=\"hand\",environment=\"production\",pool=\"main\"} 1.0",
                        "trikk_stage_paused{stage=\"fetch\"} 0.0",
                        "trikk_stage_paused{stage=\"rotate\"} 1.0",
                        "trikk_deployments_under_way{state=\"waiting\"} 1.0",
                        "trikk_deployments_under_way{state=\"active\"} 2.0",
                        "trikk_deployments_under_way{state=\"held\"} 3.0",
                        "trikk_outbox_events 4.0",
                        "trikk_broker_store_percent 12.0",
                        "trikk_ssh_sessions 7.0");
    }

    @Test
    void what_is_not_known_any_more_is_absent_or_no_number() {
        look();

        time.pause(Duration.ofMinutes(1));
        gauges.refresh();

        assertThat(meters.scrape())
                .doesNotContain("trikk_queue_messages{", "trikk_notice_lag_seconds{", "trikk_drained_members{")
                .contains("trikk_outbox_events NaN", "trikk_broker_store_percent NaN");
    }

    @Test
    void a_member_that_is_back_is_counted_no_more() {
        look();

        drained.clear();
        look();

        assertThat(meters.scrape()).doesNotContain("trikk_drained_members{");
    }

    @Test
    void what_happened_is_counted_when_it_is_published_and_only_once() {
        publish(
                event(Event.Type.ACCEPTED, Map.of()),
                event(Event.Type.REJECTED, Map.of()),
                event(Event.Type.STARTED, Map.of()),
                event(Event.Type.STEPPED, Map.of("stage", "rotate", "ok", "true", "began", "1970-01-01T00:00:00Z")),
                event(Event.Type.STEPPED, Map.of("stage", "fetch", "ok", "true")),
                event(Event.Type.ALARM, Map.of("kind", "PARKED")),
                event(Event.Type.ENDED, Map.of("environment", "production", "ending", "SUCCEEDED")));
        outbox.published(List.of("ENDED"));

        assertThat(count("trikk.requests", "outcome", "accepted")).isEqualTo(1);
        assertThat(count("trikk.requests", "outcome", "rejected")).isEqualTo(1);
        assertThat(count("trikk.alarms", "kind", "PARKED")).isEqualTo(1);
        assertThat(count("trikk.deployments.ended", "environment", "production", "outcome", "SUCCEEDED"))
                .isEqualTo(1);
        assertThat(meters.get("trikk.step").timers()).singleElement().satisfies(timer -> {
            assertThat(timer.getId().getTag("stage")).isEqualTo("rotate");
            assertThat(timer.totalTime(java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(30);
        });
    }

    @Test
    void what_could_not_be_published_is_not_counted_yet() {
        unpublished.add(event(Event.Type.ENDED, Map.of("environment", "production", "ending", "SUCCEEDED")));

        outbox.unpublished("node", 10);

        assertThat(meters.find("trikk.deployments.ended").counters()).isEmpty();
    }

    @Test
    void all_that_is_documented_is_there() throws IOException {
        look();
        publish(
                event(Event.Type.STEPPED, Map.of("stage", "rotate", "ok", "true", "began", "1970-01-01T00:00:00Z")),
                event(Event.Type.ALARM, Map.of("kind", "PARKED")),
                event(Event.Type.ENDED, Map.of("environment", "production", "ending", "SUCCEEDED")));
        // made by the calls that go outside
        meters.timer("trikk.calls").record(Duration.ofMillis(1));
        Set<String> documented = matches("(?m)^\\| `(trikk_\\w+)`", Files.readString(Path.of("docs/operations.md")));

        assertThat(documented).isNotEmpty().isSubsetOf(matches("(?m)^(trikk_\\w+)", meters.scrape()));
    }

    private static Set<String> matches(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void look() {
        watch.lookAtLedger();
        watch.lookAtBroker();
        gauges.refresh();
    }

    private void publish(Event... events) {
        unpublished.addAll(List.of(events));
        outbox.unpublished("node", 10);
        outbox.published(unpublished.stream().map(Event::id).toList());
    }

    private double count(String name, String... tags) {
        try {
            return meters.get(name).tags(tags).counter().count();
        } catch (MeterNotFoundException e) {
            return 0;
        }
    }

    private Event event(Event.Type type, Map<String, String> data) {
        String id = type.name() + (data.containsKey("began") ? "/began" : "");
        return new Event(id, type, Optional.of("shop-1"), Instant.EPOCH.plusSeconds(30), data);
    }
}
