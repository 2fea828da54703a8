package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.ledger.Train;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The trains of a ground, from request to mail. */
final class Trains {
    /** The environment's, and operations. */
    private static final int READERS = 2;

    private final Ground ground;

    Trains(Ground ground) {
        this.ground = ground;
    }

    /** The answer to the request of a train. */
    JsonNode send(String environment, String load) throws Exception {
        return ground.daemon()
                .sender()
                .ask("{\"action\": \"train\", \"environment\": \"%s\", \"train\": {%s}}".formatted(environment, load));
    }

    Train awaitEnd(JsonNode answer) {
        String id = answer.path("train").textValue();
        assertThat(id).as(answer.toString()).isNotNull();
        return await("the end of " + id)
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ground.daemon().ledger().train(id).orElseThrow(), train -> train.endedAt()
                        .isPresent());
    }

    /** What was written to the environment's readers and to operations: each mail once for each of the two. */
    List<String> mails() throws Exception {
        return ground.daemon().mailsTo("team@example.org");
    }

    /**
     * The one mail that has come since: mails are sent in order, so none of a deployment is still on its way. The server lists
     * them reader by reader.
     */
    String mailSince(List<String> before) throws Exception {
        await("a mail").until(() -> mails().size() >= before.size() + READERS);
        List<String> since = new ArrayList<>(mails());
        before.forEach(since::remove);
        assertThat(since).as("one mail").hasSize(READERS);
        assertThat(since.get(1)).isEqualTo(since.get(0));
        return since.get(0);
    }

    /** Waits until so many reports have come to all readers. */
    void awaitMails(int reports) {
        await("mails").until(() -> mails().size() == reports * READERS);
    }
}
