package dev.trikk.intake.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Refused;
import dev.trikk.config.Secret;
import dev.trikk.intake.Hooks;
import dev.trikk.intake.Payload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the message of a request from an event that a code host sends. */
final class TakeEvent implements Processor {
    /** The longest of those that are understood have a person's release notes in them. */
    private static final long LIMIT = 1 << 20;

    private static final int DEEPEST = 100;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    /** How one code host shows that it is itself, and what its event means. */
    interface Host {
        /** Lets it in. */
        void check(Headers headers, byte[] body);

        /** What the event means. */
        Hooks.Meaning meaning(Headers headers, Payload payload);
    }

    private final String name;
    private final Host host;

    private TakeEvent(String name, Host host) {
        this.name = name;
        this.host = host;
    }

    /** For GitHub's events. Without a secret nobody is let in. */
    static TakeEvent github(Optional<Signing> secret, Hooks hooks) {
        return new TakeEvent("github", new Host() {
            @Override
            public void check(Headers headers, byte[] body) {
                secret.orElseThrow(() -> closed("trikk.hooks.github.secret")).checkGithub(headers, body);
            }

            @Override
            public Hooks.Meaning meaning(Headers headers, Payload payload) {
                return hooks.github(headers.first("X-GitHub-Event").orElse(""), payload);
            }
        });
    }

    /** For GitLab's events: with its signing token, or with its secret token, which every event shows as it is. */
    static TakeEvent gitlab(Optional<Signing> signing, Optional<Secret> token, Hooks hooks) {
        return new TakeEvent("gitlab", new Host() {
            @Override
            public void check(Headers headers, byte[] body) {
                if (signing.isPresent()) {
                    signing.get().checkTimed(headers, body);
                    return;
                }
                Secret right =
                        token.orElseThrow(() -> closed("trikk.hooks.gitlab.signing or trikk.hooks.gitlab.token"));
                String brought = headers.first("X-Gitlab-Token").orElse("");
                if (!MessageDigest.isEqual(bytes(right.reveal()), bytes(brought))) {
                    throw new Refused(401, "The X-Gitlab-Token is not the one that Trikk has.");
                }
            }

            @Override
            public Hooks.Meaning meaning(Headers headers, Payload payload) {
                return hooks.gitlab(payload);
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void process(Exchange exchange) {
        Headers headers = Arrival.headers(exchange);
        byte[] body = Arrival.body(exchange, LIMIT).all();
        host.check(headers, body);
        Hooks.Meaning meaning = host.meaning(headers, payload(headers, body));
        if (meaning instanceof Hooks.Asks asks) {
            ObjectNode request = Replies.object();
            asks.request().forEach(request::put);
            Queued.put(exchange, request, name);
        } else if (meaning instanceof Hooks.Nothing nothing) {
            // no refusal: GitLab switches off webhooks that are refused time and again
            Replies.set(exchange, 200, Replies.object().put("queued", false).put("reason", nothing.reason()), Map.of());
            exchange.setRouteStop(true);
        }
    }

    private static Payload payload(Headers headers, byte[] body) {
        String type = headers.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            throw new Refused(415, "Set the webhook's content type to application/json.");
        }
        try {
            return new Payload(MAPPER.readValue(Arrival.text(body), new TypeReference<Map<String, Object>>() {}));
        } catch (JsonProcessingException e) {
            throw new Refused(400, "The body is no JSON object.");
        }
    }

    private static Refused closed(String keys) {
        return new Refused(401, "Events of this code host are not taken; " + keys + " opens the door.");
    }
}
