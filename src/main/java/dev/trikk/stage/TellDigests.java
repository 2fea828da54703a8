package dev.trikk.stage;

import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Notifier;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.notify.Daily;
import dev.trikk.notify.Notice;
import dev.trikk.notify.Report;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who want one mail a day how the deployments of the last day that is over have ended; nothing where there were none. Asked
 * again and again: who was told of a day is not told again, who could not be told is told later. One node at a time.
 */
public final class TellDigests implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(TellDigests.class);

    private final Supplier<Inventory> inventory;
    private final Function<Notifier, BiConsumer<String, Report>> mails;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Clock clock;

    /** @param mails how a notifier is sent a report, with an id that stays the same when it is sent again */
    public TellDigests(
            Supplier<Inventory> inventory,
            Function<Notifier, BiConsumer<String, Report>> mails,
            Ledger ledger,
            Outbox outbox,
            Clock clock) {
        this.inventory = inventory;
        this.mails = mails;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        for (Notifier notifier : inventory.get().notifiers().values()) {
            try {
                daily(notifier).ifPresent(daily -> tell(notifier, daily.last(clock.instant())));
            } catch (RuntimeException e) {
                LOG.warn("the digest of {} waits: {}", notifier.name(), e.getMessage());
            }
        }
    }

    /**
     * When a notifier wants its digest, if it wants one.
     *
     * @throws IllegalArgumentException when that is no time, or its zone none
     */
    public static Optional<Daily> daily(Notifier notifier) {
        try {
            return Optional.ofNullable(notifier.settings().get("digest"))
                    .map(at -> Daily.of(at, notifier.settings().getOrDefault("zone", Daily.HERE)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("notifier " + notifier.name() + ": " + e.getMessage(), e);
        }
    }

    private void tell(Notifier notifier, Daily.Day day) {
        String id = "digest/" + notifier.name() + "/" + day.to();
        if (outbox.isTold(notifier.name(), id)) {
            return;
        }
        List<Deployment> ended = ledger.ended(day.from(), day.to()).stream()
                .filter(deployment -> Notice.isFor(notifier.audience(), deployment))
                .toList();
        if (!ended.isEmpty()) {
            mails.apply(notifier).accept(id, Report.ofDigest(day, ended));
        }
        outbox.told(notifier.name(), id);
    }
}
