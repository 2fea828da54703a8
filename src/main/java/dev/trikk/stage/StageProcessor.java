package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lets a stage work, unless the step is passed: then its stored results stand. */
final class StageProcessor implements Processor {
    private final StageWork work;

    StageProcessor(StageWork work) {
        this.work = work;
    }

    @Override
    public void process(Exchange exchange) {
        Boarding boarding = StageExchange.boarding(exchange);
        if (!boarding.passed()) {
            StageExchange.results(exchange, work.ride(boarding));
        }
    }
}
