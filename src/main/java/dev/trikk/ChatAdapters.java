package dev.trikk;

import dev.trikk.event.json.EventJson;
import dev.trikk.http.Http;
import dev.trikk.inventory.Notifier;
import dev.trikk.notify.Channel;
import dev.trikk.notify.googlechat.GoogleChatWebhook;
import dev.trikk.notify.hipchat.HipChatV1;
import dev.trikk.notify.hipchat.HipChatV2;
import dev.trikk.notify.mattermost.MattermostWebhook;
import dev.trikk.notify.slack.SlackApi;
import dev.trikk.notify.slack.SlackWebhook;
import dev.trikk.notify.teams.TeamsWorkflow;
import dev.trikk.notify.webhook.Webhook;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the channels of chats and webhooks. */
final class ChatAdapters {
    private static final String SLACK = "https://slack.com/api";

    private final Connections connections;

    ChatAdapters(Connections connections) {
        this.connections = connections;
    }

    /** A new channel; throws as {@link ChannelAdapters#of}. */
    Channel of(Notifier notifier) {
        return switch (notifier.type()) {
            case "googlechat" -> new GoogleChatWebhook(http(notifier));
            case "hipchat" -> hipChat(notifier);
            case "mattermost" -> new MattermostWebhook(http(notifier), setting(notifier, "channel"));
            case "slack" -> slack(notifier);
            case "teams" -> new TeamsWorkflow(http(notifier));
            case "webhook" ->
                new Webhook(http(notifier), secret(notifier, "secret"), EventJson::write, connections.clock());
            default -> throw wrong(notifier, "nothing tells the type " + notifier.type());
        };
    }

    private Channel slack(Notifier notifier) {
        if (setting(notifier, "token").isEmpty()) {
            if (setting(notifier, "url").isEmpty()) {
                throw wrong(notifier, "needs the url of a webhook, or token and channel");
            }
            return new SlackWebhook(http(notifier));
        }
        String channel =
                setting(notifier, "channel").orElseThrow(() -> wrong(notifier, "needs a channel beside its token"));
        Map<String, String> settings = new HashMap<>(notifier.settings());
        settings.putIfAbsent("url", SLACK);
        return new SlackApi(connections.http(notifier.name(), settings), channel);
    }

    private Channel hipChat(Notifier notifier) {
        String room = setting(notifier, "room").orElseThrow();
        Map<String, String> open = new HashMap<>(notifier.settings());
        open.remove("token");
        return switch (setting(notifier, "api").orElse("v2")) {
            case "v1" -> new HipChatV1(connections.http(notifier.name(), open), room, secret(notifier, "token"));
            case "v2" -> new HipChatV2(http(notifier), room);
            default -> throw wrong(notifier, "api is v1 or v2");
        };
    }

    private Http http(Notifier notifier) {
        return connections.http(notifier.name(), notifier.settings());
    }

    private String secret(Notifier notifier, String key) {
        return connections
                .secret(notifier.name(), notifier.settings(), key)
                .orElseThrow()
                .reveal();
    }

    private static Optional<String> setting(Notifier notifier, String key) {
        return Optional.ofNullable(notifier.settings().get(key));
    }

    private static IllegalArgumentException wrong(Notifier notifier, String what) {
        return new IllegalArgumentException("notifier " + notifier.name() + ": " + what);
    }
}
