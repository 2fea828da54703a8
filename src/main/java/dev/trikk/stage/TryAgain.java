package dev.trikk.stage;

import dev.trikk.ledger.Alarm.Kind;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Ledger;
import dev.trikk.outage.Attempts;
import dev.trikk.outage.Outage;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a message whose stage could not do its work. The ledger says so, if it can be asked. */
final class TryAgain {
    private static final Logger LOG = LoggerFactory.getLogger(TryAgain.class);
    private final Ledger ledger;
    private final Alarms alarms;
    private final Duration alarmAfter;
    private final Clock clock;
    private final Caller caller;

    /** @param alarmAfter when a wait has lasted so long, a person is told */
    TryAgain(Ledger ledger, Alarms alarms, Duration alarmAfter, Clock clock, Caller caller) {
        this.ledger = ledger;
        this.alarms = alarms;
        this.alarmAfter = alarmAfter;
        this.clock = clock;
        this.caller = caller;
    }

    /** Something outside is away: the message goes back to its own queue, for later, and no attempt is counted against it. */
    void afterOutage(Exchange exchange) {
        Outage outage = ObjectHelper.getException(Outage.class, caught(exchange));
        Attempts attempts = StageExchange.attempts(exchange).another();
        note(exchange, attempts.inWords(outage));
        if (attempts.lasted(clock.instant()).compareTo(alarmAfter) >= 0) {
            raise(exchange, attempts.inWords(outage));
        }
        caller.keep(exchange);
        StageExchange.pointAtItself(exchange, attempts);
    }

    /**
     * Another attempt at the step has begun since: the message comes once more, in case that one does the step without calling
     * the next, as whoever takes others along. If not, it is a double then, and dropped.
     */
    void afterTakeover(Exchange exchange) {
        LOG.warn("{}", caught(exchange).getMessage());
        StageExchange.pointAtItself(exchange, StageExchange.attempts(exchange).another());
        StageExchange.asNew(exchange);
    }

    /** Anything else: the broker delivers the message again, a limited number of times. */
    void afterError(Exchange exchange) {
        note(exchange, "the stage broke off: " + caught(exchange));
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

    /** Of what is no deployment yet {@link Accept} says when the wait is over; a command that waits is asked about by a person. */
    private void raise(Exchange exchange, String why) {
        Optional<String> id = Optional.ofNullable(StageExchange.boarding(exchange))
                .map(boarding -> boarding.deployment().id());
        if (id.isEmpty() && !"accept".equals(exchange.getFromRouteId())) {
            return;
        }
        String who = id.orElse("a request");
        try {
            alarms.raise(
                    Kind.WAITING,
                    "waiting/" + id.orElseGet(() -> StageExchange.messageId(exchange)),
                    id,
                    who + " " + why + ". It goes on by itself");
        } catch (RuntimeException e) {
            LOG.warn("the alarm could not be raised: {}", e.getMessage());
        }
    }

    private static Throwable caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }
}
