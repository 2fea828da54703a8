package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Verdict;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a deployment with the verdict over all its results, and calls whoever may begin now. */
final class Finish implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Finish.class);
    private final Ledger ledger;
    private final Opening opening;

    Finish(Ledger ledger, Opening opening) {
        this.ledger = ledger;
        this.opening = opening;
    }

    @Override
    public void process(Exchange exchange) {
        Boarding boarding = StageExchange.boarding(exchange);
        Deployment deployment = boarding.deployment();
        if (!boarding.passed()) {
            Verdict verdict = Verdict.of(deployment, ledger.results(deployment.id()));
            ledger.end(boarding, verdict.ending(), verdict.reason());
            LOG.info("{} {} {}", deployment.id(), verdict.ending(), verdict.reason());
        }
        Optional<String> next = opening.next(ledger, deployment.lane());
        next.ifPresentOrElse(id -> StageExchange.pointAtAdmit(exchange, id), () -> StageExchange.stop(exchange));
    }
}
