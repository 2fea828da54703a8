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
        Optional<Boarding> boarding = ledger.board(deployment, step);
        if (boarding.isEmpty()) {
            LOG.warn("{} has not come to step {}: this message is dropped", deployment, step);
            StageExchange.stop(exchange);
        } else if (boarding.get().passed() && !StageExchange.isRedelivered(exchange)) {
            LOG.info("{} has passed step {} already: this message is a double and is dropped", deployment, step);
            StageExchange.stop(exchange);
        } else {
            StageExchange.board(exchange, boarding.get());
        }
    }
}
