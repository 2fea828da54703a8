package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Ledger.StaleEpoch;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a rotation work, for the deployment of the message and all that wait for the same; unless the step is passed. */
final class Rotate implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Rotate.class);
    private final RotateStage stage;

    Rotate(RotateStage stage) {
        this.stage = stage;
    }

    @Override
    public void process(Exchange exchange) {
        Boarding boarding = StageExchange.boarding(exchange);
        if (boarding.passed()) {
            return;
        }
        try {
            List<Ride> rides = stage.ride(boarding);
            StageExchange.results(exchange, rides.get(0).results());
            StageExchange.others(exchange, rides.subList(1, rides.size()));
        } catch (StaleEpoch e) {
            LOG.warn("{}", e.getMessage());
            StageExchange.stop(exchange);
        }
    }
}
