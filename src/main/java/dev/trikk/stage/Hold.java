package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.StopRule;
import dev.trikk.ledger.StopRule.Course;
import dev.trikk.ledger.Train;
import dev.trikk.ledger.Wish;
import dev.trikk.plan.Plan;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a deployment stand still. Its message ends here: the ledger knows that it is held, and who ends the hold sends a new
 * one.
 */
final class Hold implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Hold.class);
    private final Ledger ledger;
    private final Clock clock;

    Hold(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Boarding boarding = StageExchange.boarding(exchange);
        if (boarding.passed()) {
            StageExchange.pointAtNext(exchange, boarding.deployment());
            return;
        }
        if (isApproved(boarding.deployment())) {
            Course course = new Course(boarding.deployment().plan(), "");
            StageExchange.pointAtNext(exchange, ledger.record(boarding, List.of(), course));
            return;
        }
        if (!ended(exchange, boarding)) {
            hold(exchange, boarding);
        }
    }

    /** Who wants it to end does not want it to stand still before. */
    private boolean ended(Exchange exchange, Boarding boarding) {
        String id = boarding.deployment().id();
        Deployment now = ledger.find(id).orElse(boarding.deployment());
        if (now.wish().filter(Wish::isCancel).isEmpty()) {
            return false;
        }
        Course course = StopRule.after(now, boarding.step(), ledger.results(id), List.of());
        StageExchange.pointAtNext(exchange, ledger.record(boarding, List.of(), course));
        return true;
    }

    private void hold(Exchange exchange, Boarding boarding) {
        Optional<Instant> until = boarding.work().bake().map(clock.instant()::plus);
        String id = boarding.deployment().id();
        String reason = until.map(end -> "is held until " + end).orElse(awaited(boarding.deployment()));
        Deployment now = ledger.hold(boarding, until, reason);
        LOG.info("{} {}", id, reason);
        // a wish that came between the look and the hold
        Optional<Wish> cancel = now.wish().filter(Wish::isCancel);
        if (cancel.isPresent()) {
            Plan plan = StopRule.cancelled(now.plan(), now.cursor(), ledger.results(id), cancel.get());
            String by = "cancelled by " + cancel.get().by();
            StageExchange.pointAtNext(exchange, ledger.resume(id, plan, now.cursor() + 1, by));
        } else if (isApproved(now)) {
            StageExchange.pointAtNext(exchange, ledger.resume(id, now.plan(), now.cursor() + 1, ""));
        } else {
            StageExchange.stop(exchange);
        }
    }

    private static String awaited(Deployment deployment) {
        String id = deployment.train().filter(any -> deployment.isAtApproval()).orElse(deployment.id());
        return (deployment.isAtApproval() ? "waits for approval" : "is held until somebody approves")
                + ": trikk control approve " + id;
    }

    /** A train is approved once, also for those of its deployments that have not come to their hold by then. */
    private boolean isApproved(Deployment deployment) {
        return deployment.isAtApproval()
                && deployment
                        .train()
                        .flatMap(ledger::train)
                        .flatMap(Train::approvedBy)
                        .isPresent();
    }
}
