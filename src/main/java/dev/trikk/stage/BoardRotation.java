package dev.trikk.stage;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.plan.Stage;
import dev.trikk.rotation.Balancers;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a rotation. Before that, pairs that the balancer finds unwell move to the front of the plan, in the plans of all who
 * have come to the same rotation: they would lose each other otherwise.
 */
final class BoardRotation implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(BoardRotation.class);
    private final Board board;
    private final Ledger ledger;
    private final Balancers balancers;

    BoardRotation(Board board, Ledger ledger, Balancers balancers) {
        this.board = board;
        this.ledger = ledger;
        this.balancers = balancers;
    }

    @Override
    public void process(Exchange exchange) {
        int step = StageExchange.step(exchange);
        ledger.find(StageExchange.deployment(exchange))
                .filter(deployment -> isAtRotation(deployment) && deployment.cursor() == step)
                .ifPresent(this::unwellFirst);
        board.process(exchange);
    }

    private void unwellFirst(Deployment deployment) {
        List<String> unwell = unwell(deployment.plan());
        Plan plan = Plans.unwellFirst(deployment.plan(), deployment.cursor(), unwell);
        if (plan.equals(deployment.plan()) || isAnyOut(deployment)) {
            return;
        }
        LOG.info("{} begins with {}, which the balancer finds unwell", deployment.id(), unwell);
        ledger.unfinished().stream()
                .filter(other -> isAtRotation(other) && isSameRotation(deployment, other))
                .forEach(other -> ledger.replan(
                        other.id(), other.cursor(), Plans.unwellFirst(other.plan(), other.cursor(), unwell)));
    }

    /** Names of the pairs that the balancer finds unwell. One that cannot be asked now is asked again before the drain. */
    private List<String> unwell(Plan plan) {
        Optional<String> name = plan.pool().balancer();
        if (name.isEmpty()) {
            return List.of();
        }
        try {
            List<String> members = balancers.of(plan.environment().balancer(name.get())).members().stream()
                    .filter(member -> !member.healthy())
                    .map(Member::name)
                    .toList();
            return plan.pool().pairs().stream()
                    .filter(pair -> members.contains(pair.member()))
                    .map(pair -> pair.name())
                    .toList();
        } catch (BalancerUnavailable e) {
            return List.of();
        }
    }

    /** A pair that an attempt has left out comes first, whatever the others are like: it goes on where it stopped. */
    private boolean isAnyOut(Deployment deployment) {
        Plan plan = deployment.plan();
        return ledger.drained().stream()
                .anyMatch(entry -> entry.environment().equals(plan.environment().name())
                        && entry.pool().equals(plan.pool().name()));
    }

    private static boolean isAtRotation(Deployment deployment) {
        return deployment.state() == Deployment.State.ACTIVE
                && deployment.step().stage() == Stage.ROTATE;
    }

    private static boolean isSameRotation(Deployment one, Deployment other) {
        return one.plan().environment().name().equals(other.plan().environment().name())
                && one.plan().pool().name().equals(other.plan().pool().name())
                && one.step().pairs().equals(other.step().pairs());
    }
}
