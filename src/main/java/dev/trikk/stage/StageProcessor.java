package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Ledger.StaleEpoch;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a stage work, unless the step is passed: then its stored results stand. */
final class StageProcessor implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(StageProcessor.class);
    private final StageWork work;

    StageProcessor(StageWork work) {
        this.work = work;
    }

    @Override
    public void process(Exchange exchange) {
        Boarding boarding = StageExchange.boarding(exchange);
        if (boarding.passed()) {
            return;
        }
        try {
            StageExchange.results(exchange, work.ride(boarding));
        } catch (StaleEpoch e) {
            LOG.warn("{}: {}; this attempt ends here", boarding.deployment().id(), e.getMessage());
            StageExchange.stop(exchange);
        }
    }
}
