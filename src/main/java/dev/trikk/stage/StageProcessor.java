package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Wish;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lets a stage work, unless the step is passed: then its stored results stand. Waits for servers that are away. */
final class StageProcessor implements Processor {
    private final StageWork work;
    private final Patience patience;

    StageProcessor(StageWork work, Patience patience) {
        this.work = work;
        this.patience = patience;
    }

    /** @throws ServerAway when servers are away, and the step has not been tried for too long */
    @Override
    public void process(Exchange exchange) {
        Boarding boarding = StageExchange.boarding(exchange);
        if (!boarding.passed()) {
            List<Result> results = work.ride(boarding);
            Optional<ServerAway> away = patience.with(results, StageExchange.attempts(exchange));
            // who wants it to end does not want it to wait
            if (away.isPresent()
                    && boarding.deployment().wish().filter(Wish::isCancel).isEmpty()) {
                throw away.get();
            }
            StageExchange.results(exchange, results);
        }
    }
}
