package dev.trikk.stage;

import dev.trikk.ledger.Admission;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a deployment into its lane, or leaves it waiting in the ledger: until the one ahead has ended, or its environment lets it in. */
final class Admit implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Admit.class);
    private final Ledger ledger;
    private final Opening opening;

    Admit(Ledger ledger, Opening opening) {
        this.ledger = ledger;
        this.opening = opening;
    }

    @Override
    public void process(Exchange exchange) {
        String id = StageExchange.deployment(exchange);
        Deployment deployment =
                ledger.admit(id, ledger.find(id).map(opening::admission).orElse(Admission.FREE));
        // one that has begun has its message; one that has not may have lost it, and a double does no harm
        if (deployment.state() == Deployment.State.ACTIVE && deployment.cursor() == 0) {
            StageExchange.pointAtNext(exchange, deployment);
        } else if (deployment.state() == Deployment.State.ENDED) {
            // it was cancelled before its turn came, and whoever waits for it has no message any more
            opening.next(ledger, deployment.lane())
                    .ifPresentOrElse(
                            next -> StageExchange.pointAtAdmit(exchange, next), () -> StageExchange.stop(exchange));
        } else {
            LOG.info("{} is not started: {} {}", id, deployment.state(), deployment.reason());
            StageExchange.stop(exchange);
        }
    }
}
