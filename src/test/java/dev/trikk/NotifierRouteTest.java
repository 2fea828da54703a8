package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.broker.Broker;
import dev.trikk.event.Event;
import dev.trikk.event.json.EventJson;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.inventory.Audience;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Notifier;
import dev.trikk.ledger.jdbi.JdbiLedger;
import dev.trikk.ledger.jdbi.JdbiOutbox;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;
import dev.trikk.stage.ParkNotice;
import dev.trikk.stage.Tell;
import dev.trikk.stage.Told;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** The template of notifiers on the real broker configuration, with a channel that does what a test wants. */
class NotifierRouteTest {
    private static final String PARKED = "DLQ.Consumer.chat.VirtualTopic.trikk.events";
    private static final Clock CLOCK = Clock.systemUTC();

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<String> attempts = Collections.synchronizedList(new ArrayList<>());
    private volatile Consumer<Notice> channel = notice -> {};
    private final CountDownLatch digests = new CountDownLatch(1);
    private Broker broker;
    private LedgerDatabase database;
    private JmsPoolConnectionFactory connections;
    private DefaultCamelContext camel;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        Site site = new Site(folder);
        broker = BrokerConfiguration.start(site.settings(), Passwords.embedded(site.settings()));
        database = new LedgerDatabase(
                "jdbc:h2:mem:notifier;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", Optional.empty(), Optional.empty());
        connections = Jms.inOrder(broker.localUrl(), "trikk", Site.DAEMON_PASSWORD);
        startDaemon(Audience.EVERYTHING);
    }

    private void startDaemon(Audience audience) {
        camel = new DefaultCamelContext();
        camel.addComponent("notices", Jms.transacted(connections));
        camel.addComponent("jms", Jms.transacted(connections));
        camel.getRegistry().bind("digests", (org.apache.camel.Processor) exchange -> digests.countDown());
        camel.getPropertiesComponent().addInitialProperty("trikk.mail.endpoint", "log:mail");
        camel.getRegistry().bind("parkNotice", new ParkNotice());
        camel.getRegistry().bind("mailReport", (org.apache.camel.Processor)
                exchange -> exchange.getMessage().removeHeader("To"));
        Told.Patience patience = new Told.Patience(Duration.ofDays(1), CLOCK);
        Inventory inventory = new Inventory(
                Map.of(), Map.of(), Map.of(), Map.of("chat", new Notifier("chat", "recorder", Map.of(), audience)));
        for (String name : List.of("mail", "chat")) {
            Told.bind(camel, name, new JdbiOutbox(database, CLOCK), EventJson::read, patience);
        }
        camel.getRegistry()
                .bind(
                        "chatTell",
                        new Tell(
                                "chat",
                                () -> inventory,
                                notifier -> new Recorder(),
                                EventJson::read,
                                new JdbiLedger(database, CLOCK),
                                CLOCK));
        Routes.load(camel, Path.of("routes/notify"), List.of("chat"), List.of());
    }

    @Test
    void digests_are_asked_for_from_the_start() throws InterruptedException {
        assertThat(digests.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private final class Recorder implements Channel {
        @Override
        public void tell(Notice notice) {
            attempts.add(notice.event().id());
            channel.accept(notice);
            told.add(notice.event().id());
        }

        @Override
        public String check() {
            return "";
        }
    }

    @AfterEach
    void stop() {
        camel.stop();
        connections.stop();
        broker.close();
        database.close();
    }

    @Test
    void a_channel_that_was_away_is_told_everything_once_and_in_order() throws Exception {
        channel = notice -> {
            throw new HttpUnavailable("chat", "does not take connections", Optional.empty(), null);
        };

        publish(1, 2, 3, 4, 5);
        eventually(() -> assertThat(attempts).hasSizeGreaterThan(1));
        channel = notice -> {};

        eventually(() -> assertThat(told).containsExactly("1", "2", "3", "4", "5"));
        assertThat(Set.copyOf(attempts.subList(0, attempts.size() - 4))).containsExactly("1");
    }

    @Test
    void a_channel_that_is_away_does_not_hold_up_the_end_of_the_daemon_and_nothing_is_lost() throws Exception {
        channel = notice -> {
            throw new HttpUnavailable("chat", "does not take connections", Optional.empty(), null);
        };
        publish(1, 2, 3);
        eventually(() -> assertThat(attempts).hasSizeGreaterThan(1));

        camel.stop();
        channel = notice -> {};
        startDaemon(Audience.EVERYTHING);

        eventually(() -> assertThat(told).containsExactly("1", "2", "3"));
    }

    @Test
    void what_a_channel_refuses_is_parked_with_the_reason_and_the_next_goes_on() throws Exception {
        channel = notice -> {
            if (notice.event().id().equals("2")) {
                throw new HttpRefused(403, "chat (hooks.example.org) forbids it (status 403)");
            }
        };

        publish(1, 2, 3);

        eventually(() -> assertThat(told).containsExactly("1", "3"));
        try (BrokerClient client = BrokerClient.daemon(broker.url("openwire"))) {
            var parked = client.take(PARKED);
            assertThat(EventJson.read(((jakarta.jms.TextMessage) parked).getText())
                            .id())
                    .isEqualTo("2");
            assertThat(parked.getStringProperty("dlqDeliveryFailureCause")).contains("forbids it (status 403)");
        }
        assertThat(attempts).containsExactly("1", "2", "3");
    }

    @Test
    void a_notice_that_has_waited_for_a_day_is_parked() throws Exception {
        channel = notice -> {
            throw new HttpUnavailable("chat", "does not take connections", Optional.empty(), null);
        };

        publish(alarm("old", Instant.now().minus(Duration.ofHours(25))));

        try (BrokerClient client = BrokerClient.daemon(broker.url("openwire"))) {
            assertThat(client.take(PARKED)).isNotNull();
        }
        assertThat(attempts).containsExactly("old");
    }

    @Test
    void a_channel_that_asks_to_wait_is_left_alone_for_so_long() throws Exception {
        channel = notice -> {
            if (attempts.size() == 1) {
                throw new HttpUnavailable("chat", "status 429", Optional.of(Duration.ofSeconds(5)), null);
            }
        };
        Instant start = Instant.now();

        publish(1, 2);

        eventually(() -> assertThat(told).containsExactly("1", "2"));
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(5));
        assertThat(attempts).containsExactly("1", "1", "2");
    }

    @Test
    void an_event_that_comes_twice_is_told_once() throws Exception {
        publish(1, 1, 2);

        eventually(() -> assertThat(told).contains("2"));
        assertThat(told).containsExactly("1", "2");
    }

    @Test
    void of_two_daemons_one_tells_and_the_order_is_kept() throws Exception {
        try (DefaultCamelContext ignored = camel) {
            startDaemon(Audience.EVERYTHING);
            CountDownLatch overtaken = new CountDownLatch(1);
            channel = notice -> {
                if (notice.event().id().equals("1")) {
                    waitFor(overtaken);
                } else {
                    overtaken.countDown();
                }
            };

            publish(1, 2, 3, 4);

            eventually(() -> assertThat(told).containsExactly("1", "2", "3", "4"));
        }
    }

    /** Gives another daemon the time to go ahead, which it must not. */
    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.SECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoever_wants_to_hear_of_failures_only_hears_of_no_alarm() throws Exception {
        camel.stop();
        startDaemon(new Audience(Set.of(), Set.of(), Set.of("failed")));

        publish(alarm("1", Instant.now()));
        publish(new Event("2", Event.Type.ENDED, Optional.empty(), Instant.now(), Map.of("ending", "FAILED")));

        eventually(() -> assertThat(told).isNotEmpty());
        assertThat(told).containsExactly("2");
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().untilAsserted(assertion);
    }

    private void publish(int... ids) throws Exception {
        publish(IntStream.of(ids)
                .mapToObj(id -> alarm(String.valueOf(id), Instant.now()))
                .toArray(Event[]::new));
    }

    private void publish(Event... events) throws Exception {
        try (BrokerClient client = BrokerClient.daemon(broker.url("openwire"))) {
            for (Event event : events) {
                client.send(
                        client.session().createTopic("VirtualTopic.trikk.events"),
                        client.session().createTextMessage(EventJson.write(event)));
            }
        }
    }

    private static Event alarm(String id, Instant at) {
        return new Event(id, Event.Type.ALARM, Optional.empty(), at, Map.of("alarm", "a", "text", "t"));
    }
}
