package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trikk.broker.Broker;
import dev.trikk.config.Settings;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code broker-config/activemq.xml} does with messages when something goes wrong. Only times and sizes are made small. */
class BrokerSafetyTest {
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();
    private static final String DELAYS = "initialRedeliveryDelay=\"1000\" redeliveryDelay=\"1000\"";

    @TempDir
    Path folder;

    @Test
    void a_message_that_a_stage_cannot_work_on_ends_whole_on_the_dead_letter_queue_of_that_stage() throws Exception {
        Site site = new Site(folder).changeBroker("maximumRedeliveries=\"12\"", "maximumRedeliveries=\"2\"");
        try (Wiring daemon = new Wiring(site.settings());
                BrokerClient operator = BrokerClient.daemon(daemon.brokerUrl("openwire"))) {
            TextMessage step = operator.session().createTextMessage("no step of any deployment");
            step.setStringProperty("Origin", "test");
            step.setJMSCorrelationID("4711");

            operator.send("trikk.fetch", step);

            TextMessage dead = (TextMessage) operator.take("DLQ.trikk.fetch");
            assertThat(dead.getText()).isEqualTo("no step of any deployment");
            assertThat(dead.getStringProperty("Origin")).isEqualTo("test");
            assertThat(dead.getJMSCorrelationID()).isEqualTo("4711");
            assertThat(((Queue) dead.getJMSDestination()).getQueueName()).isEqualTo("DLQ.trikk.fetch");
        }
    }

    @Test
    void a_message_that_waits_for_its_next_attempt_survives_a_restart_of_the_broker() throws Exception {
        Site site = new Site(folder).changeBroker(DELAYS, "initialRedeliveryDelay=\"4000\" redeliveryDelay=\"4000\"");
        try (Broker broker = start(site);
                BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
            daemon.send("trikk.fetch", daemon.session().createTextMessage("a step"));
            failOnce(daemon, "trikk.fetch");
        }

        try (Broker broker = start(site);
                BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
            Message again = daemon.take("trikk.fetch");

            assertThat(again.getBody(String.class)).isEqualTo("a step");
            assertThat(again.getLongProperty("redeliveryDelay")).isGreaterThanOrEqualTo(4000);
        }
    }

    @Test
    void a_full_store_refuses_the_sender_and_keeps_what_it_has_taken() throws Exception {
        Site site = new Site(folder)
                .changeBroker("limit=\"4 gb\"", "limit=\"6 mb\"")
                .changeBroker(
                        "checksumJournalFiles=\"true\"", "checksumJournalFiles=\"true\" journalMaxFileLength=\"1mb\"")
                .changeBroker("AfterTimeout=\"10000\"", "AfterTimeout=\"300\"");
        List<String> taken = new ArrayList<>();
        try (Broker broker = start(site);
                BrokerClient ci = BrokerClient.ci(broker.url("openwire"))) {
            assertThatThrownBy(() -> sendWithoutEnd(ci, taken)).isInstanceOf(ResourceAllocationException.class);
        }

        try (Broker broker = start(site);
                BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
            assertThat(taken).isNotEmpty();
            for (String id : taken) {
                assertThat(daemon.take("trikk.requests").getStringProperty("Id"))
                        .isEqualTo(id);
            }
        }
    }

    @Test
    void while_requests_are_refused_there_is_room_for_deployments_and_later_for_requests_again() throws Exception {
        Site site = new Site(folder)
                .changeBroker("limit=\"4 gb\"", "limit=\"10 mb\"")
                .changeBroker(
                        "checksumJournalFiles=\"true\"",
                        "checksumJournalFiles=\"true\" journalMaxFileLength=\"1mb\" checkpointInterval=\"200\""
                                + " cleanupInterval=\"200\"")
                .changeBroker("AfterTimeout=\"10000\"", "AfterTimeout=\"300\"");
        List<String> taken = new ArrayList<>();
        try (Broker broker = start(site);
                BrokerClient ci = BrokerClient.ci(broker.url("openwire"));
                BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
            assertThatThrownBy(() -> sendWithoutEnd(ci, taken))
                    .isInstanceOf(ResourceAllocationException.class)
                    .hasMessageContaining("trikk.requests")
                    .hasMessageContaining("70%");

            for (int i = 0; i < 20; i++) {
                daemon.send("trikk.fetch", daemon.session().createTextMessage("step " + i));
                assertThat(daemon.take("trikk.fetch").getBody(String.class)).isEqualTo("step " + i);
            }
            for (String id : taken) {
                assertThat(daemon.take("trikk.requests").getStringProperty("Id"))
                        .isEqualTo(id);
            }
            await().ignoreExceptionsInstanceOf(ResourceAllocationException.class)
                    .until(() -> {
                        ci.send("trikk.requests", ci.session().createTextMessage("x".repeat(200_000)));
                        return true;
                    });
        }
    }

    @Test
    void a_rejected_request_is_gone_for_good_when_its_time_is_over() throws Exception {
        Site site = new Site(folder)
                .set("trikk.rejected.keep", "1s")
                .changeBroker(
                        "<policyEntry queue=\"trikk.rejected\"",
                        "<policyEntry queue=\"trikk.rejected\" " + "expireMessagesPeriod=\"200\"");
        try (Wiring daemon = new Wiring(site.settings());
                BrokerClient operator = BrokerClient.daemon(daemon.brokerUrl("openwire"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(operator.ask("no request " + i)).contains("\"accepted\":false");
            }

            await().until(() -> count("trikk.rejected", "ExpiredCount") == 3);

            assertThat(count("trikk.rejected", "QueueSize")).isZero();
            assertThat(JMX.isRegistered(queue("DLQ.trikk.rejected"))).isFalse();
        }
    }

    private static long count(String queue, String attribute) throws JMException {
        return (Long) JMX.getAttribute(queue(queue), attribute);
    }

    private static ObjectName queue(String name) throws JMException {
        return new ObjectName(
                "org.apache.activemq:type=Broker,brokerName=trikk,destinationType=Queue,destinationName=" + name);
    }

    @Test
    void a_consumer_holds_no_more_than_the_message_it_works_on() throws Exception {
        try (Broker broker = start(new Site(folder));
                BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
            for (int i = 0; i < 3; i++) {
                daemon.send("trikk.fetch", daemon.session().createTextMessage("step " + i));
            }
            Session slow = daemon.connection().createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer atWork = slow.createConsumer(slow.createQueue("trikk.fetch"));
            atWork.receive(Patience.LONG.toMillis());

            // one is being worked on, at most one more lies at that consumer; the third must be free for another
            assertThat(daemon.take("trikk.fetch")).isNotNull();
        }
    }

    private static void sendWithoutEnd(BrokerClient ci, List<String> taken) throws JMSException {
        String large = "x".repeat(200_000);
        for (int i : IntStream.range(0, 1_000).toArray()) {
            Message message = ci.session().createTextMessage(large);
            message.setStringProperty("Id", "request " + i);
            ci.send("trikk.requests", message);
            taken.add("request " + i);
        }
    }

    private static void failOnce(BrokerClient daemon, String queue) throws JMSException {
        Session session = daemon.connection().createSession(true, Session.SESSION_TRANSACTED);
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            assertThat(consumer.receive(Patience.LONG.toMillis())).isNotNull();
            session.rollback();
        }
        session.close();
    }

    private static Broker start(Site site) {
        Settings settings = site.settings();
        return BrokerConfiguration.start(settings, Passwords.embedded(settings));
    }
}
