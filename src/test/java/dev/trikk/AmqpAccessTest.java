package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CI may do over AMQP 1.0, and which bodies are understood, asked with a real client. */
class AmqpAccessTest {
    @TempDir
    static Path folder;

    private static Wiring daemon;
    private static AmqpClient ci;

    @BeforeAll
    static void start() throws IOException {
        daemon = new Wiring(new Site(folder).settings());
        ci = AmqpClient.ci(daemon.brokerUrl("amqp"));
    }

    @AfterAll
    static void stop() {
        ci.close();
        daemon.close();
    }

    @ParameterizedTest
    @CsvSource({
        "value,",
        "binary,",
        "data,",
        "data,application/json",
        "data,text/plain;charset=utf-8",
        "data,application/octet-stream"
    })
    void a_request_is_understood_whatever_holds_its_text(String section, String contentType) {
        AmqpClient.Result answer = ci.ask(Site.DRY_RUN, section, contentType == null ? "" : contentType);

        assertThat(answer.text()).as(answer.error()).contains("\"accepted\":true", "\"dryRun\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "list"})
    void what_is_no_text_is_rejected_with_what_to_do(String section) {
        AmqpClient.Result answer = ci.ask(Site.DRY_RUN, section, "");

        assertThat(answer.text()).as(answer.error()).contains("\"accepted\":false", "text message");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue://trikk.control",
                "queue://trikk.fetch",
                "queue://trikk.rejected",
                "queue://trikk.answers.jenkins",
                "queue://DLQ.trikk.requests",
                "queue://trikk.requests,trikk.fetch",
                "trikk.fetch",
                "queue://anything",
                "topic://VirtualTopic.trikk.events",
                "topic://anything"
            })
    void ci_cannot_write_to(String address) {
        assertThat(ci.send(address, "hello").error()).contains("not authorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue://trikk.requests",
                "queue://trikk.control",
                "queue://trikk.rejected",
                "queue://DLQ.trikk.requests",
                "queue://Consumer.ci.VirtualTopic.trikk.events",
                "queue://trikk.>",
                "topic://VirtualTopic.trikk.events",
                "topic://ActiveMQ.Advisory.Connection"
            })
    void ci_cannot_read_from(String address) {
        assertThat(ci.take(address).error()).contains("not authorized");
    }

    @Test
    void ci_reads_an_answer_from_a_queue_for_answers() throws Exception {
        try (BrokerClient trikk = BrokerClient.daemon(daemon.brokerUrl("openwire"))) {
            trikk.send("trikk.answers.amqp", trikk.session().createTextMessage("an answer"));
        }

        assertThat(ci.take("queue://trikk.answers.amqp").text()).isEqualTo("an answer");
    }

    @ParameterizedTest
    @CsvSource({"ci,wrong", "nobody,wrong", "trikk,wrong"})
    void a_stranger_does_not_get_in(String user, String password) throws IOException {
        try (AmqpClient stranger = new AmqpClient(daemon.brokerUrl("amqp"), user, password)) {
            assertThat(stranger.send("queue://trikk.requests", Site.DRY_RUN).error())
                    .containsIgnoringCase("auth");
        }
    }
}
