package dev.trikk;

import dev.trikk.http.Http;
import dev.trikk.inventory.Notifier;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Report;
import dev.trikk.notify.Running;
import dev.trikk.notify.cdevents.CdEventsChannel;
import dev.trikk.notify.confluence.ConfluenceChannel;
import dev.trikk.notify.confluence.ConfluenceSettings;
import dev.trikk.notify.jira.JiraChannel;
import dev.trikk.notify.jira.JiraSettings;
import dev.trikk.notify.mail.MailChannel;
import dev.trikk.stage.TellDigests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The channels by the types that the inventory names. */
final class ChannelAdapters {
    private static final String CD_EVENTS = "VirtualTopic.trikk.cdevents";

    private final Connections connections;
    private final Optional<MailChannel.Outgoing> mail;
    private final Knowledge knowledge;
    private final Map<Notifier, Channel> channels = new ConcurrentHashMap<>();

    /**
     * What channels may ask the ledger.
     *
     * @param deployments finds a deployment by its id
     * @param running what runs in the environment of that name
     */
    record Knowledge(Function<String, Optional<Deployment>> deployments, Function<String, List<Running>> running) {
        /** For those who only check. */
        static final Knowledge NONE = new Knowledge(id -> Optional.empty(), environment -> List.of());
    }

    /** @param mail how mail leaves; nothing where no mail server is set */
    ChannelAdapters(Connections connections, Optional<MailChannel.Outgoing> mail, Knowledge knowledge) {
        this.connections = connections;
        this.mail = mail;
        this.knowledge = knowledge;
    }

    /**
     * The channel that a notifier describes. May be asked again and again.
     *
     * @throws IllegalArgumentException when its settings make no sense, or a secret cannot be had
     */
    Channel of(Notifier notifier) {
        return channels.computeIfAbsent(
                notifier, made -> connections.measured().of(Channel.class, "notifier", made.name(), bare(made)));
    }

    /** The same, not measured. */
    Channel bare(Notifier notifier) {
        return switch (notifier.type()) {
            case "confluence" ->
                new ConfluenceChannel(http(notifier), ConfluenceSettings.of(notifier.settings()), knowledge.running());
            case "jira" ->
                new JiraChannel(http(notifier), JiraSettings.of(notifier.settings()), knowledge.deployments());
            case "cdevents" -> cdEvents(notifier);
            case "mail" -> mail(notifier);
            case "googlechat", "hipchat", "mattermost", "slack", "teams", "webhook" ->
                new ChatAdapters(connections).of(notifier);
            default ->
                throw new IllegalArgumentException(
                        "notifier " + notifier.name() + ": nothing tells the type " + notifier.type());
        };
    }

    /** Without an address, on a topic of the broker. */
    private Channel cdEvents(Notifier notifier) {
        String source = notifier.settings().getOrDefault("source", "/trikk");
        return notifier.settings().containsKey("url")
                ? CdEventsChannel.over(http(notifier), source)
                : new CdEventsChannel(source, connections.topic(CD_EVENTS), "the topic " + CD_EVENTS);
    }

    /** How a notifier of the type mail is sent a report that is about no event. */
    BiConsumer<String, Report> mails(Notifier notifier) {
        return mail(notifier)::send;
    }

    private MailChannel mail(Notifier notifier) {
        return new MailChannel(
                mail.orElseThrow(() -> new IllegalArgumentException(
                        "notifier " + notifier.name() + " sends mail, so trikk.mail.host must be set")),
                List.of(notifier.settings().get("to").split(",")),
                TellDigests.daily(notifier).isEmpty());
    }

    private Http http(Notifier notifier) {
        return connections.http(notifier.name(), notifier.settings());
    }
}
