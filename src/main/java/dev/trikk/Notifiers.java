package dev.trikk;

import dev.trikk.config.Settings;
import dev.trikk.event.json.EventJson;
import dev.trikk.inventory.yaml.InventoryFile;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.notify.TrainRide;
import dev.trikk.notify.mail.MailChannel;
import dev.trikk.notify.mail.MailReport;
import dev.trikk.stage.ParkNotice;
import dev.trikk.stage.Tell;
import dev.trikk.stage.TellDigests;
import dev.trikk.stage.Told;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binds what the routes below {@code routes/notify} name. */
final class Notifiers {
    private static final Logger LOG = LoggerFactory.getLogger(Notifiers.class);

    private final CamelContext camel;
    private final Settings settings;
    private final Ledger ledger;
    private final Outbox outbox;
    private final RunsWhere runsWhere;
    private final Clock clock;

    Notifiers(CamelContext camel, Settings settings, Ledger ledger, Outbox outbox, RunsWhere runsWhere, Clock clock) {
        this.camel = camel;
        this.settings = settings;
        this.ledger = ledger;
        this.outbox = outbox;
        this.runsWhere = runsWhere;
        this.clock = clock;
    }

    /**
     * Binds mail, and every notifier that the inventory has now: one that is added later counts from the next start.
     *
     * @param connections whose redelivery keeps the order
     * @throws IllegalArgumentException when a notifier's settings make no sense
     */
    void bind(ConnectionFactory connections, InventoryFile inventory, Connections outside) {
        Optional<MailChannel.Outgoing> mail = Doors.outgoing(settings, camel);
        ChannelAdapters channels =
                new ChannelAdapters(outside, mail, new ChannelAdapters.Knowledge(ledger::find, runsWhere::in));
        camel.addComponent("notices", Jms.transacted(connections));
        camel.getRegistry().bind("parkNotice", new ParkNotice());
        Told.Patience patience = new Told.Patience(settings.duration("trikk.notify.patience"), clock);
        Told.bind(camel, "mail", outbox, EventJson::read, patience);
        mail.ifPresentOrElse(this::mail, this::noMail);
        camel.getRegistry().bind("digests", new TellDigests(inventory, channels::mails, ledger, outbox, clock));
        inventory.get().notifiers().values().forEach(notifier -> {
            channels.of(notifier);
            Told.bind(camel, notifier.name(), outbox, EventJson::read, patience);
            camel.getRegistry()
                    .bind(
                            notifier.name() + "Tell",
                            new Tell(notifier.name(), inventory, channels::of, EventJson::read, ledger, clock));
        });
    }

    /** Nobody is told by mail; the events are consumed all the same. */
    private void noMail() {
        LOG.warn("trikk.mail.host is empty: nobody is told by mail how a deployment ended");
        camel.getRegistry().bind("mailReport", (Processor)
                exchange -> exchange.getMessage().removeHeader("To"));
        Routes.property(camel, "trikk.mail.endpoint", "log:mail");
    }

    private void mail(MailChannel.Outgoing outgoing) {
        camel.getRegistry()
                .bind(
                        "mailReport",
                        new MailReport(
                                EventJson::read,
                                ledger::find,
                                ledger::results,
                                event -> TrainRide.of(event, ledger),
                                settings.list("trikk.mail.to"),
                                outgoing.from()));
        Routes.property(camel, "trikk.mail.endpoint", outgoing.endpoint());
    }
}
