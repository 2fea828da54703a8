package dev.trikk.intake.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Refused;
import dev.trikk.api.Role;
import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Train;
import dev.trikk.request.Form;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells what has become of a request. */
final class Look implements Processor {
    private final Tokens tokens;
    private final Optional<Signing> signing;
    private final Became became;

    /** @param became what the request of an id has become */
    Look(Tokens tokens, Optional<Signing> signing, Became became) {
        this.tokens = tokens;
        this.signing = signing;
        this.became = became;
    }

    @Override
    public void process(Exchange exchange) {
        Headers headers = Arrival.headers(exchange);
        if (signing.isPresent() && Signing.isBrought(headers) && !Tokens.isBrought(headers)) {
            signing.get().checkTimed(headers, new byte[0]);
        } else {
            tokens.check(headers, Role.VIEWER);
        }
        String id = Arrival.name(exchange);
        Optional<String> known = Optional.of(id).filter(Form.ID::fits);
        ObjectNode told = known.flatMap(became::deployment)
                .map(deployment -> told(id, deployment))
                .or(() -> known.flatMap(became::train).map(train -> told(id, train)))
                .or(() -> known.flatMap(became::rejection).map(rejection -> told(id, rejection)))
                .orElseThrow(() -> new Refused(
                        404,
                        "Nothing has come of this request yet: it waits on the queue, was a dry run, or never came."));
        Replies.set(exchange, 200, told, Map.of());
        Arrival.discardRest(exchange);
    }

    private static ObjectNode told(String id, Train train) {
        ObjectNode told = Replies.object()
                .put("id", id)
                .put("train", train.id())
                .put("state", train.endedAt().isPresent() ? "ended" : "active");
        train.ending().ifPresent(ending -> told.put("ending", ending.name().toLowerCase(Locale.ROOT)));
        if (!train.reason().isEmpty()) {
            told.put("reason", train.reason());
        }
        return told;
    }

    private static ObjectNode told(String id, Event rejection) {
        return Replies.object()
                .put("id", id)
                .put("state", "rejected")
                .put("rejectedAt", rejection.at().toString())
                .put("reason", rejection.data().getOrDefault("reasons", ""));
    }

    private static ObjectNode told(String id, Deployment deployment) {
        ObjectNode told = Replies.object()
                .put("id", id)
                .put("deployment", deployment.id())
                .put("version", deployment.plan().release().version())
                .put("state", deployment.state().name().toLowerCase(Locale.ROOT));
        deployment.ending().ifPresent(ending -> told.put("ending", ending.name().toLowerCase(Locale.ROOT)));
        if (!deployment.reason().isEmpty()) {
            told.put("reason", deployment.reason());
        }
        return told;
    }
}
