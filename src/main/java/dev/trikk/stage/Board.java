package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Ledger;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins a step: takes the right to do it from the ledger. A message that has no step to do ends here. */
final class Board implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);
    private final Ledger ledger;

    Board(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        String deployment = StageExchange.deployment(exchange);
        int step = StageExchange.step(exchange);
        Optional<Boarding> boarding = ledger.board(deployment, step, StageExchange.isAgain(exchange));
        if (boarding.isPresent()) {
            StageExchange.board(exchange, boarding.get());
        } else {
            LOG.info("{} step {}: nothing to do for this message, it is dropped", deployment, step);
            StageExchange.stop(exchange);
        }
    }
}
