package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are refused before anything is touched. */
class RejectionTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop");

    @BeforeAll
    static void publish() {
        GROUND.fleet().release("shop", "1.0,1.1,2.0");
    }

    @Test
    void a_bad_request_is_answered_with_all_reasons_and_lands_unchanged_where_it_can_be_looked_at() throws Exception {
        Daemon daemon = GROUND.daemon();
        String request =
                """
                {"id": "bad-1", "application": "shopp", "version": "1.0", "environment": "prod", "file": "a.zip"}""";

        JsonNode answer = daemon.sender().ask(request);

        assertThat(answer.path("accepted").booleanValue()).isFalse();
        assertThat(answer.path("problems"))
                .extracting(problem -> problem.path("path").textValue())
                .containsExactlyInAnyOrder("$.application", "$.environment", "$.file");
        assertThat(answer.path("problems").get(0).path("reason").textValue())
                .isEqualTo("There is no application \"shopp\"; did you mean shop?");
        List<Message> rejected = GROUND.daemon().operator().take("trikk.rejected", 1);
        assertThat(((TextMessage) rejected.get(0)).getText()).isEqualTo(request);
        assertThat(rejected.get(0).getStringProperty("TrikkReasons"))
                .contains("$.application: There is no application", "$.environment: ", "$.file: ");
        assertThat(daemon.awaitMail("REJECTED shopp -> prod"))
                .contains("There is no application \"shopp\"")
                .contains("no server was changed");
        assertThat(daemon.ledger().findByRequest("bad-1")).isEmpty();
    }

    @Test
    void an_unknown_version_is_refused_with_the_newest_ones_that_there_are() throws Exception {
        Daemon daemon = GROUND.daemon();

        JsonNode answer = daemon.sender()
                .ask(
                        """
                {"id": "bad-2", "application": "shop", "version": "1.7", "environment": "production"}""");

        assertThat(answer.path("problems")).hasSize(1);
        assertThat(answer.path("problems").get(0).path("path").textValue()).isEqualTo("$.version");
        assertThat(answer.path("problems").get(0).path("reason").textValue())
                .contains("1.7")
                .contains("2.0, 1.1, 1.0");
        assertThat(daemon.operator().take("trikk.rejected", 1)).hasSize(1);
        assertThat(daemon.awaitMail("REJECTED shop -> production")).contains("2.0, 1.1, 1.0");
    }
}
