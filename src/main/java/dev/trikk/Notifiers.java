package dev.trikk;

import dev.trikk.config.Settings;
import dev.trikk.event.json.EventJson;
import dev.trikk.inventory.yaml.InventoryFile;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.notify.mail.MailComponents;
import dev.trikk.notify.mail.MailReport;
import dev.trikk.stage.ParkNotice;
import dev.trikk.stage.Tell;
import dev.trikk.stage.Told;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.MailComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binds what the routes below {@code routes/notify} name. */
final class Notifiers {
    private static final Logger LOG = LoggerFactory.getLogger(Notifiers.class);

    private final CamelContext camel;
    private final Settings settings;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Clock clock;

    Notifiers(CamelContext camel, Settings settings, Ledger ledger, Outbox outbox, Clock clock) {
        this.camel = camel;
        this.settings = settings;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Binds mail, and every notifier that the inventory has now: one that is added later counts from the next start.
     *
     * @param connections whose redelivery keeps the order
     * @throws IllegalArgumentException when a notifier's settings make no sense
     */
    void bind(ConnectionFactory connections, InventoryFile inventory, ChannelAdapters channels) {
        camel.addComponent("notices", Jms.transacted(connections));
        camel.getRegistry().bind("parkNotice", new ParkNotice());
        Told.Patience patience = new Told.Patience(settings.duration("trikk.notify.patience"), clock);
        Told.bind(camel, "mail", outbox, EventJson::read, patience);
        Doors.mail(settings).ifPresentOrElse(this::mail, this::noMail);
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
        camel.getRegistry()
                .bind("mailReport", (Processor) exchange -> exchange.getMessage().removeHeader("To"));
        Routes.property(camel, "trikk.mail.endpoint", "log:mail");
    }

    private void mail(MailComponent component) {
        camel.getRegistry()
                .bind(
                        "mailReport",
                        new MailReport(
                                EventJson::read,
                                ledger::find,
                                ledger::results,
                                settings.list("trikk.mail.to"),
                                settings.text("trikk.mail.from")));
        camel.addComponent("smtp", component);
        Routes.property(
                camel,
                "trikk.mail.endpoint",
                MailComponents.endpoint(settings.text("trikk.mail.host"), settings.number("trikk.mail.port")));
    }
}
