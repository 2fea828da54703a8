package dev.trikk.notify.jira;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JIRA's REST API: version 2 of JIRA Data Center, 3 of JIRA Cloud. Targets are below {@code rest/api/N/}. Throws as {@link
 * Http#ask}; a refusal with status 401 always means the login, whatever JIRA has answered.
 */
final class JiraRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 300;
    private static final int OUT_OF_TRIES = 401;

    /** Lets a reply be judged that is here already. */
    private record Answered(Link link, Reply reply) implements Http {
        @Override
        public Reply send(Call call) {
            return reply;
        }
    }

    private final Http http;
    private final String root;

    JiraRest(Http http, boolean isCloud) {
        this.http = http;
        this.root = "rest/api/" + (isCloud ? 3 : 2) + "/";
    }

    /** Its name, for sentences. */
    String name() {
        return http.link().name();
    }

    /** What lies at a target. */
    JsonNode get(String target) {
        return read(ask(Call.get(root + target)));
    }

    /** Sends a change; its answer is of no interest. */
    void send(String method, String target, JsonNode change) {
        ask(Call.json(method, root + target, change.toString()));
    }

    /** Who is logged in. JIRA lets strangers ask for issues, and denies them one by one; this question it answers with 401. */
    String login() {
        JsonNode me = get("myself");
        String name = me.path("displayName").asText(me.path("name").asText(""));
        return Quoted.plain(name, LONGEST);
    }

    private Reply ask(Call call) {
        Reply reply = http.send(call);
        denial(reply).ifPresent(reason -> {
            throw new HttpRefused(OUT_OF_TRIES, reason);
        });
        if (!reply.isSuccess() && !reply.isPassing() && reply.status() != OUT_OF_TRIES && !reply.isWebPage()) {
            String complaint = complaint(reply);
            if (!complaint.isEmpty()) {
                throw new HttpRefused(
                        reply.status(),
                        "%s (%s) refuses it (status %d): %s"
                                .formatted(name(), http.link().host(), reply.status(), complaint));
            }
        }
        return new Answered(http.link(), reply).ask(call);
    }

    /** After some wrong passwords JIRA takes no right one either, until a person has logged in with a browser. */
    private Optional<String> denial(Reply reply) {
        boolean isDenied = reply.header("x-authentication-denied-reason").isPresent()
                || reply.header("x-seraph-loginreason").orElse("").contains("AUTHENTICATION_DENIED");
        return isDenied && !reply.isSuccess()
                ? Optional.of(
                        ("%s (%s) asks for a CAPTCHA (status %d): correct the password or token, then log in once with a"
                                        + " browser as its user")
                                .formatted(name(), http.link().host(), reply.status()))
                : Optional.empty();
    }

    private String complaint(Reply reply) {
        try {
            JsonNode body = JSON.readTree(reply.body());
            List<String> complaints = new ArrayList<>();
            body.path("errorMessages").forEach(message -> complaints.add(message.asText()));
            body.path("errors")
                    .properties()
                    .forEach(field -> complaints.add(
                            field.getKey() + ": " + field.getValue().asText()));
            return Quoted.plain(http.link().hiddenIn(String.join("; ", complaints)), LONGEST);
        } catch (IOException e) {
            return "";
        }
    }

    /** By its bytes: JSON is in UTF-8, whatever charset a proxy names. */
    private JsonNode read(Reply reply) {
        try {
            JsonNode body = JSON.readTree(reply.body());
            if (body.isContainerNode()) {
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
