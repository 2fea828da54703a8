package dev.trikk;

import static dev.trikk.Rails.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.plan.Stage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on the real route, on a real broker and a real ledger. */
class ControlRoutesTest {
    @TempDir
    private Path folder;

    @Test
    void a_retry_takes_the_dead_letter_away_and_the_deployment_goes_on() throws Exception {
        Site site = new Site(folder).changeBroker("maximumRedeliveries=\"12\"", "maximumRedeliveries=\"0\"");
        AtomicBoolean bug = new AtomicBoolean(true);
        try (Rails rails = new Rails(site);
                BrokerClient client = rails.client()) {
            rails.works.put(Stage.INSTALL, boarding -> {
                if (bug.get()) {
                    throw new IllegalStateException("a bug");
                }
                return Rails.well(boarding);
            });
            client.ask(aRequest("r1"));
            await().until(() -> !rails.alarms.open().isEmpty());
            Deployment parked = rails.ledger.findByRequest("r1").orElseThrow();
            bug.set(false);

            String answer =
                    command(client, "{\"command\":\"retry\",\"deployment\":\"" + parked.id() + "\",\"by\":\"anna\"}");

            assertThat(answer).contains("\"done\":true", "goes on with install");
            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
            assertThat(rails.alarms.open()).isEmpty();
            Queue dead = client.session().createQueue("DLQ.trikk.install");
            assertThat(client.session().createBrowser(dead).getEnumeration().hasMoreElements())
                    .isFalse();
        }
    }

    private static String command(BrokerClient client, String text) throws JMSException {
        Queue answers = client.session().createTemporaryQueue();
        TextMessage message = client.session().createTextMessage(text);
        message.setJMSReplyTo(answers);
        client.send("trikk.control", message);
        try (MessageConsumer consumer = client.session().createConsumer(answers)) {
            return consumer.receive(Patience.LONG.toMillis()).getBody(String.class);
        }
    }
}
