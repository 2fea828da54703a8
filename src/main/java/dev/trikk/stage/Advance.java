package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Verdict;
import dev.trikk.plan.Plan;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a step: stores its results and points the message at the next one. After an error the next one is the last. */
final class Advance implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Advance.class);
    private final Ledger ledger;

    Advance(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        Boarding boarding = StageExchange.boarding(exchange);
        try {
            Deployment now =
                    boarding.passed() ? boarding.deployment() : store(boarding, StageExchange.results(exchange));
            if (now.state() == Deployment.State.ENDED) {
                StageExchange.stop(exchange);
            } else {
                StageExchange.pointAtNext(exchange, now);
            }
        } catch (StaleEpoch e) {
            LOG.warn("{}", e.getMessage());
            StageExchange.stop(exchange);
        }
    }

    private Deployment store(Boarding boarding, List<Result> results) {
        Plan plan = boarding.deployment().plan();
        Optional<Result> error = Verdict.firstError(results);
        LOG.info(
                "{} {} {}",
                boarding.deployment().id(),
                boarding.work().inWords(),
                error.map(Result::inWords).orElse("done"));
        return error.isPresent()
                ? ledger.record(boarding, results, plan.finish(), error.get().inWords())
                : ledger.record(boarding, results, boarding.step() + 1, "");
    }
}
