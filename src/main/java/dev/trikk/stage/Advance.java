package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.StopRule;
import dev.trikk.ledger.Verdict;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a step: stores its results and points the message at what the stop rule says comes next. Those that rode along get
 * theirs, too; their own messages find the step done and ride on.
 */
final class Advance implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Advance.class);
    private final Ledger ledger;

    Advance(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        StageExchange.others(exchange).forEach(this::storeOther);
        Boarding boarding = StageExchange.boarding(exchange);
        Deployment now = boarding.passed() ? boarding.deployment() : store(boarding, StageExchange.results(exchange));
        if (now.state() == Deployment.State.ENDED) {
            StageExchange.stop(exchange);
        } else {
            StageExchange.pointAtNext(exchange, now);
        }
    }

    /** In a transaction of its own: one that was taken over meanwhile costs the others nothing. */
    private void storeOther(Ride other) {
        try {
            store(other.boarding(), other.results());
        } catch (StaleEpoch e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private Deployment store(Boarding boarding, List<Result> results) {
        String id = boarding.deployment().id();
        LOG.info(
                "{} {} {}",
                id,
                boarding.work().inWords(),
                Verdict.firstError(results).map(Result::inWords).orElse("done"));
        Deployment now = ledger.find(id).orElse(boarding.deployment());
        return ledger.record(boarding, results, StopRule.after(now, boarding.step(), ledger.results(id), results));
    }
}
