package dev.trikk.intake.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.camel.Exchange;

/** A request on its way onto the queue, and the answer to who sent it. */
final class Queued {
    private static final String ID = "trikk.request";
    /** Counts where the message comes from Trikk itself. */
    private static final String CALLER = "TrikkCaller";

    private Queued() {}

    /**
     * Makes the message that goes onto the queue.
     *
     * @param caller who has sent it, and has shown that he is it
     */
    static void put(Exchange exchange, ObjectNode request, String caller) {
        exchange.setProperty(ID, request.get("id").asText());
        // what came as a header would be a property of the message, and Trikk's own ones mean something
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(CALLER, caller);
        exchange.getMessage().setBody(request.toString());
    }

    /** The broker has it on its disk: the sender is told where to look what becomes of it. */
    static void answer(Exchange exchange) {
        String id = exchange.getProperty(ID, String.class);
        String place = "/api/requests/" + id;
        Replies.set(
                exchange,
                202,
                Replies.object().put("id", id).put("queued", true).put("look", place),
                Map.of("Location", place));
    }
}
