package dev.trikk;

import dev.trikk.http.Http;
import dev.trikk.inventory.Notifier;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Running;
import dev.trikk.notify.confluence.ConfluenceChannel;
import dev.trikk.notify.confluence.ConfluenceSettings;
import dev.trikk.notify.jira.JiraChannel;
import dev.trikk.notify.jira.JiraSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The channels by the types that the inventory names. */
final class ChannelAdapters {
    private final Connections connections;
    private final Function<String, Optional<Deployment>> deployments;
    private final Function<String, List<Running>> running;
    private final Map<Notifier, Channel> channels = new ConcurrentHashMap<>();

    /** For those who only check: without a ledger. */
    ChannelAdapters(Connections connections) {
        this(connections, id -> Optional.empty(), environment -> List.of());
    }

    /**
     * The channels.
     *
     * @param deployments finds a deployment by its id
     * @param running what runs in the environment of that name
     */
    ChannelAdapters(
            Connections connections,
            Function<String, Optional<Deployment>> deployments,
            Function<String, List<Running>> running) {
        this.connections = connections;
        this.deployments = deployments;
        this.running = running;
    }

    /**
     * The channel that a notifier describes. May be asked again and again.
     *
     * @throws IllegalArgumentException when its settings make no sense, or a secret cannot be had
     */
    Channel of(Notifier notifier) {
        return channels.computeIfAbsent(notifier, this::channel);
    }

    private Channel channel(Notifier notifier) {
        return switch (notifier.type()) {
            case "confluence" -> new ConfluenceChannel(http(notifier), ConfluenceSettings.of(notifier.settings()), running);
            case "jira" -> new JiraChannel(http(notifier), JiraSettings.of(notifier.settings()), deployments);
            default ->
                throw new IllegalArgumentException(
                        "notifier " + notifier.name() + ": nothing tells the type " + notifier.type());
        };
    }

    private Http http(Notifier notifier) {
        return connections.http(notifier.name(), notifier.settings());
    }
}
