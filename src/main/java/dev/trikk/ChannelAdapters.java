package dev.trikk;

import dev.trikk.inventory.Notifier;
import dev.trikk.notify.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The channels by the types that the inventory names. */
final class ChannelAdapters {
    private final Connections connections;
    private final Map<Notifier, Channel> channels = new ConcurrentHashMap<>();

    ChannelAdapters(Connections connections) {
        this.connections = connections;
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
        throw new IllegalArgumentException("notifier " + notifier.name() + ": nothing tells the type " + notifier.type());
    }
}
