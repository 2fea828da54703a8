package dev.trikk.notify.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Reply;
import dev.trikk.notify.Brief;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells by Slack's Web API: a thread per deployment, whose messages are shown in the channel, too. Nothing is remembered here: each
 * message carries its key and its thread as metadata, and the channel's last messages are read before one is posted. So nothing is told
 * twice. Where the app may not read them, each outcome is a message of its own, and a lost answer may bring one twice.
 * Source: docs.slack.dev, chat.postMessage, conversations.history, conversations.replies, auth.test.
 */
public final class SlackApi implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "trikk_notice";
    private static final Pattern CODE = Pattern.compile("[a-z_]{2,60}");

    /** Errors that pass, some of which come with status 200. */
    private static final Set<String> PASSING = Set.of(
            "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout");

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("channel_not_found", "check its channel: the id, such as C0123456789, not the name"),
            Map.entry("not_in_channel", "invite the app into the channel"),
            Map.entry("is_archived", "the channel is archived"),
            Map.entry("invalid_auth", "check its token"),
            Map.entry("not_authed", "check its token"),
            Map.entry("token_revoked", "make a new token"),
            Map.entry("token_expired", "make a new token"),
            Map.entry("account_inactive", "the app was removed: install it again"),
            Map.entry("missing_scope", "give the app the scope chat:write"));

    private final Http http;
    private final String channel;

    /**
     * Prepares to tell.
     *
     * @param http whose url is {@code https://slack.com/api}, with the app's token as bearer
     * @param channel its id
     */
    public SlackApi(Http http, String channel) {
        this.http = http;
        this.channel = channel;
    }

    @Override
    public void tell(Notice notice) {
        Brief.of(notice).ifPresent(this::tell);
    }

    private void tell(Brief brief) {
        Optional<JsonNode> history = messages("conversations.history", "limit=200");
        Optional<String> root = history.stream()
                .flatMap(SlackApi::ours)
                .filter(message -> payload(message, "thread").equals(brief.thread()))
                .map(message ->
                        message.path("thread_ts").asText(message.path("ts").asText()))
                .findFirst();
        Optional<JsonNode> thread =
                root.flatMap(ts -> messages("conversations.replies", "limit=200&ts=" + Call.encoded(ts)));
        boolean isTold = Stream.of(history, thread)
                .flatMap(Optional::stream)
                .flatMap(SlackApi::ours)
                .anyMatch(message -> payload(message, "key").equals(brief.key()));
        if (!isTold) {
            answer(Call.json("POST", "chat.postMessage", message(brief, root).toString()));
        }
    }

    private ObjectNode message(Brief brief, Optional<String> root) {
        ObjectNode message = SlackMessage.of(brief).put("channel", channel);
        root.ifPresent(ts -> message.put("thread_ts", ts).put("reply_broadcast", true));
        message.putObject("metadata")
                .put("event_type", OURS)
                .putObject("event_payload")
                .put("key", brief.key())
                .put("thread", brief.thread());
        return message;
    }

    @Override
    public String check() {
        JsonNode me = answer(Call.json("POST", "auth.test", "{}"));
        String who = "logged in as " + me.path("user").asText("?") + " in "
                + me.path("team").asText("?");
        return messages("conversations.history", "limit=1").isPresent()
                ? who
                : who
                        + ", but without a scope to read the channel (channels:history or groups:history): no threads, and a message may come"
                        + " twice";
    }

    /** The last messages of the channel or of a thread; nothing where the app may not read them. */
    private Optional<JsonNode> messages(String method, String query) {
        String target = method + "?include_all_metadata=true&channel=" + Call.encoded(channel) + "&" + query;
        Reply reply = http.ask(Call.get(target));
        JsonNode json = json(reply);
        if (json.path("error").asText().equals("missing_scope")) {
            return Optional.empty();
        }
        return Optional.of(judged(reply, json));
    }

    private static Stream<JsonNode> ours(JsonNode answer) {
        return answer.path("messages")
                .valueStream()
                .filter(message ->
                        message.path("metadata").path("event_type").asText().equals(OURS));
    }

    private static String payload(JsonNode message, String name) {
        return message.path("metadata").path("event_payload").path(name).asText();
    }

    private JsonNode answer(Call call) {
        Reply reply = http.ask(call);
        return judged(reply, json(reply));
    }

    /** Slack's errors come with status 200. */
    private JsonNode judged(Reply reply, JsonNode json) {
        if (json.path("ok").asBoolean()) {
            return json;
        }
        String error = json.path("error").asText();
        String code = CODE.matcher(error).matches() ? error : "an error without a name";
        String said = http.link().inWords() + " answers " + code;
        if (PASSING.contains(error)) {
            throw new HttpUnavailable(http.link().name(), said, reply.retryAfter(), null);
        }
        throw new HttpRefused(reply.status(), ADVICE.containsKey(error) ? said + ": " + ADVICE.get(error) : said);
    }

    private JsonNode json(Reply reply) {
        try {
            return JSON.readTree(reply.text());
        } catch (JsonProcessingException e) {
            throw new HttpRefused(
                    reply.status(), http.link().inWords() + " does not answer in JSON, as Slack does: check its url");
        }
    }
}
