package dev.trikk.intake.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.intake.Refused;
import dev.trikk.ledger.Deployment;
import dev.trikk.request.Form;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells what has become of a request. */
final class Look implements Processor {
    private final Tokens tokens;
    private final Optional<Signing> signing;
    private final Function<String, Optional<Deployment>> deployments;

    /** @param deployments the deployment that the request of an id became */
    Look(Tokens tokens, Optional<Signing> signing, Function<String, Optional<Deployment>> deployments) {
        this.tokens = tokens;
        this.signing = signing;
        this.deployments = deployments;
    }

    @Override
    public void process(Exchange exchange) {
        Headers headers = Arrival.headers(exchange);
        if (signing.isPresent() && Signing.isBrought(headers) && !Tokens.isBrought(headers)) {
            signing.get().checkTimed(headers, new byte[0]);
        } else {
            tokens.check(headers);
        }
        String id = Arrival.name(exchange);
        Deployment deployment = Optional.of(id)
                .filter(Form.ID::fits)
                .flatMap(deployments)
                .orElseThrow(() -> new Refused(
                        404,
                        "No deployment has come of this request: it waits on the queue, was a dry run or was rejected, which"
                                + " the notifiers tell with the reasons, or never came."));
        Replies.set(exchange, 200, told(id, deployment), Map.of());
        Arrival.discardRest(exchange);
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
