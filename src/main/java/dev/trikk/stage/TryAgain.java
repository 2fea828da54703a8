package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Ledger;
import dev.trikk.outage.Attempts;
import dev.trikk.outage.Outage;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a message whose stage could not do its work. The ledger says so, if it can be asked. */
final class TryAgain {
    private static final Logger LOG = LoggerFactory.getLogger(TryAgain.class);
    private final Ledger ledger;

    TryAgain(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Something outside is away: the message goes back to its own queue, for later, and no attempt is counted against it. */
    void afterOutage(Exchange exchange) {
        Outage outage = ObjectHelper.getException(Outage.class, caught(exchange));
        Attempts attempts = StageExchange.attempts(exchange).another();
        note(exchange, attempts.inWords(outage));
        StageExchange.pointAtItself(exchange, attempts);
    }

    /** Anything else: the broker delivers the message again, a limited number of times. */
    void afterError(Exchange exchange) {
        note(exchange, "the stage broke off: " + caught(exchange) + "; it is tried again");
    }

    private void note(Exchange exchange, String why) {
        Optional<Boarding> boarding = Optional.ofNullable(StageExchange.boarding(exchange));
        LOG.warn(
                "{} {}",
                boarding.map(step -> step.deployment().id() + " " + step.work().inWords())
                        .orElse(exchange.getFromRouteId()),
                why);
        try {
            boarding.filter(step -> !step.passed()).ifPresent(step -> ledger.brokeOff(step, why));
        } catch (RuntimeException e) {
            LOG.warn("the ledger could not note that: {}", e.getMessage());
        }
    }

    private static Throwable caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }
}
