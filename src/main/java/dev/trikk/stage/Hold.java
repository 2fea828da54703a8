package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Ledger.StaleEpoch;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a deployment stand still. Its message ends here: the ledger knows that it is held, and who ends the hold sends a new
 * one.
 */
final class Hold implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Hold.class);
    private final Ledger ledger;
    private final Clock clock;

    Hold(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Boarding boarding = StageExchange.boarding(exchange);
        if (boarding.passed()) {
            StageExchange.pointAtNext(exchange, boarding.deployment());
            return;
        }
        Optional<Instant> until = boarding.work().bake().map(clock.instant()::plus);
        String id = boarding.deployment().id();
        String reason = until.map(end -> "is held until " + end)
                .orElse("is held until somebody approves: trikk control approve " + id);
        try {
            ledger.hold(boarding, until, reason);
            LOG.info("{} {}", id, reason);
        } catch (StaleEpoch e) {
            LOG.warn("{}", e.getMessage());
        }
        StageExchange.stop(exchange);
    }
}
