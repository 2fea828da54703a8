package dev.trikk;

import dev.trikk.inventory.Notifier;
import dev.trikk.notify.Channel;
import dev.trikk.notify.mail.MailChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The channels by the types that the inventory names. */
final class ChannelAdapters {
    private final Connections connections;
    private final Optional<MailChannel.Outgoing> mail;
    private final Map<Notifier, Channel> channels = new ConcurrentHashMap<>();

    /** @param mail how mail leaves; nothing where no mail server is set */
    ChannelAdapters(Connections connections, Optional<MailChannel.Outgoing> mail) {
        this.connections = connections;
        this.mail = mail;
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
            case "mail" -> mail(notifier);
            default -> throw new IllegalArgumentException(
                    "notifier " + notifier.name() + ": nothing tells the type " + notifier.type());
        };
    }

    private Channel mail(Notifier notifier) {
        return new MailChannel(
                mail.orElseThrow(() -> new IllegalArgumentException(
                        "notifier " + notifier.name() + " sends mail, so trikk.mail.host must be set")),
                List.of(notifier.settings().get("to").split(",")));
    }
}
