package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.event.Event;
import dev.trikk.event.json.EventJson;
import dev.trikk.ride.Receivers.Told;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Twenty deployments on the real fleet, with a notifier of every type, all of which are dead the whole time. */
class DeadNotifiersTest {
    private static final List<String> APPLICATIONS =
            IntStream.rangeClosed(1, 20).mapToObj("app%02d"::formatted).toList();
    private static final Pattern ID = Pattern.compile("app[0-9]{2}-[0-9]+");
    private static final List<String> NOTIFIERS = List.of(
            "slack", "mattermost", "teams", "googlechat", "hipchat", "webhook", "cdevents", "jira", "confluence");

    @TempDir
    static Path folder;

    private static final Receivers RECEIVERS = new Receivers();
    private static final Valve WAY = new Valve("127.0.0.1", RECEIVERS.port());

    @RegisterExtension
    static final Ground GROUND = Ground.shared(APPLICATIONS.toArray(String[]::new))
            .with(inventory -> inventory.silent(APPLICATIONS).notifiers(notifiers()));

    private static String notifiers() {
        try {
            Path secret = Files.writeString(folder.resolve("secret"), "a secret for all of them");
            StringBuilder notifiers = new StringBuilder();
            for (String type : NOTIFIERS) {
                Path url =
                        Files.writeString(folder.resolve(type + "-url"), "http://127.0.0.1:" + WAY.port() + "/" + type);
                notifiers.append("  %s: { type: %s, outcomes: [succeeded], url: \"file:%s\"%s }\n"
                        .formatted(type, type, url, more(type, secret)));
            }
            return notifiers + "  owners: { type: mail, to: owners@example.org, outcomes: [succeeded] }\n";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String more(String type, Path secret) {
        return switch (type) {
            case "hipchat" -> ", token: \"file:%s\", room: deploys".formatted(secret);
            case "webhook" -> ", secret: \"file:%s\"".formatted(secret);
            case "jira" -> ", token: \"file:%s\", link: \"https://trikk.example.org/${id}\"".formatted(secret);
            case "confluence" -> ", token: \"file:%s\", space: OPS".formatted(secret);
            default -> "";
        };
    }

    /** Ids of deployments in the order in which the broker was told of their ends. */
    private static final List<String> ENDED = new CopyOnWriteArrayList<>();

    private static Connection witness;

    @BeforeAll
    static void publish() throws JMSException {
        GROUND.fleet().silent(String.join(",", APPLICATIONS), "1.0,1.1,1.2");
        witness = new ActiveMQConnectionFactory(
                        "trikk", Daemon.PASSWORD, GROUND.daemon().broker().toString())
                .createConnection();
        Session session = witness.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createTopic("VirtualTopic.trikk.events")).setMessageListener(message -> {
            try {
                Event event = EventJson.read(message.getBody(String.class));
                if (event.type() == Event.Type.ENDED) {
                    ENDED.add(event.deployment().orElseThrow());
                }
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
        witness.start();
    }

    @AfterAll
    static void stop() throws JMSException {
        witness.close();
        WAY.close();
        RECEIVERS.close();
    }

    @Test
    void deployments_go_on_as_ever_and_each_notifier_is_told_once_and_in_order_when_it_is_back() throws Exception {
        // the first of each application, which takes longer
        deployAll("1.0");
        awaitAllTold(20);
        Duration alive = time(() -> deployAll("1.1"));
        awaitAllTold(40);
        WAY.shut();
        GROUND.daemon().mail().shut();

        Duration dead = time(() -> deployAll("1.2"));

        assertThat(NOTIFIERS).as("nobody was told meanwhile").allSatisfy(name -> assertThat(told(name))
                .hasSize(40));
        WAY.open();
        GROUND.daemon().mail().open();
        awaitAllTold(60);
        Files.writeString(
                Path.of("target/notifiers.txt"),
                "20 deployments with %d notifiers: alive %d ms, dead %d ms%n"
                        .formatted(NOTIFIERS.size() + 1, alive.toMillis(), dead.toMillis()));
    }

    private static void deployAll(String version) {
        Daemon daemon = GROUND.daemon();
        List<String> ids = new ArrayList<>();
        for (String application : APPLICATIONS) {
            try {
                ids.add(daemon.deploy(application, version, ", \"issues\": [\"DEP-1\"]"));
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        }
        ids.forEach(daemon::awaitSuccess);
    }

    /** Each of all, once, in the order in which they ended. */
    private static void awaitAllTold(int count) {
        await("all are told").untilAsserted(() -> {
            assertThat(ENDED).hasSize(count);
            for (String name : NOTIFIERS) {
                assertThat(told(name)).as(name).isEqualTo(ENDED);
            }
            assertThat(GROUND.daemon().mailsTo("owners@example.org").stream()
                            .map(DeadNotifiersTest::idIn)
                            .toList())
                    .isEqualTo(ENDED);
        });
    }

    /** Which deployments a notifier was told of, in order. A page of Confluence tells of all that runs, and names none. */
    private static List<String> told(String name) {
        List<Told> told = RECEIVERS.told(name);
        return name.equals("confluence")
                ? ENDED.subList(0, Math.min(told.size(), ENDED.size()))
                : told.stream().map(one -> idIn(one.body())).toList();
    }

    private static String idIn(String text) {
        Matcher matcher = ID.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group();
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
