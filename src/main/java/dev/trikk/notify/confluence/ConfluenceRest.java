package dev.trikk.notify.confluence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Link;
import dev.trikk.http.Reply;
import dev.trikk.text.Quoted;
import java.io.IOException;
import java.util.Optional;

/** Confluence's REST API. Throws as {@link Http#ask}, with Confluence's own complaint where it has one. */
final class ConfluenceRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 300;

    /** Lets a reply be judged that is here already. */
    private record Answered(Link link, Reply reply) implements Http {
        @Override
        public Reply send(Call call) {
            return reply;
        }
    }

    private final Http http;

    ConfluenceRest(Http http) {
        this.http = http;
    }

    /** Its name, for sentences. */
    String name() {
        return http.link().name();
    }

    /** What lies at a target. */
    JsonNode get(String target) {
        return read(ask(Call.get(target)));
    }

    /** Sends a change; its answer is of no interest. */
    void send(String method, String target, JsonNode change) {
        ask(Call.json(method, target, change.toString()));
    }

    private Reply ask(Call call) {
        Reply reply = http.send(call);
        Optional<String> complaint = reply.isSuccess() || reply.isPassing() ? Optional.empty() : complaint(reply);
        if (complaint.isPresent()) {
            throw new HttpRefused(
                    reply.status(),
                    "%s (%s) refuses it (status %d): %s"
                            .formatted(name(), http.link().host(), reply.status(), complaint.get()));
        }
        return new Answered(http.link(), reply).ask(call);
    }

    /** After some wrong passwords Confluence takes no right one either, until a person has logged in with a browser. */
    private static Optional<String> denial(Reply reply) {
        boolean isDenied = reply.header("x-authentication-denied-reason").isPresent()
                || reply.header("x-seraph-loginreason").orElse("").contains("AUTHENTICATION_DENIED");
        return isDenied
                ? Optional.of(
                        "it asks for a CAPTCHA; correct the password or token, then log in once with a browser as its user")
                : Optional.empty();
    }

    private Optional<String> complaint(Reply reply) {
        return denial(reply).or(() -> reply.isWebPage() ? Optional.empty() : sentence(reply));
    }

    private Optional<String> sentence(Reply reply) {
        try {
            JsonNode body = JSON.readTree(reply.body());
            JsonNode newer = body.path("errors").path(0);
            String complaint = body.path("message")
                    .asText(newer.path("title").asText("") + " "
                            + newer.path("detail").asText(""));
            return Optional.of(Quoted.plain(http.link().hiddenIn(complaint.strip()), LONGEST))
                    .filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * By its bytes: JSON is in UTF-8, whatever charset a proxy names. Bytes that are not in UTF-8 are no answer: what is read of a page
     * is written back.
     */
    private JsonNode read(Reply reply) {
        try {
            JsonNode body = JSON.readTree(reply.body());
            if (body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            // its message quotes the answer
            throw unreadable();
        }
        throw unreadable();
    }

    private HttpUnavailable unreadable() {
        return new HttpUnavailable(
                name(),
                name() + " (" + http.link().host() + ") sends an answer that is no JSON",
                Optional.empty(),
                null);
    }
}
