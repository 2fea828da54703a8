package dev.trikk.stage;

import dev.trikk.inventory.Pair;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Rotations;
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
 * Begins a rotation. Before that, pairs that need it most move to the front of the plan, in the plans of all who have come to
 * the same rotation: they would lose each other otherwise.
 */
final class BoardRotation implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(BoardRotation.class);
    private final Board board;
    private final Ledger ledger;
    private final Rotations rotations;
    private final Balancers balancers;

    BoardRotation(Board board, Ledger ledger, Rotations rotations, Balancers balancers) {
        this.board = board;
        this.ledger = ledger;
        this.rotations = rotations;
        this.balancers = balancers;
    }

    @Override
    public void process(Exchange exchange) {
        int step = StageExchange.step(exchange);
        ledger.find(StageExchange.deployment(exchange))
                .filter(deployment -> isAtRotation(deployment) && deployment.cursor() == step)
                .ifPresent(this::urgentFirst);
        board.process(exchange);
    }

    private void urgentFirst(Deployment deployment) {
        List<String> urgent = urgent(deployment);
        if (Plans.unwellFirst(deployment.plan(), deployment.cursor(), urgent).equals(deployment.plan())) {
            return;
        }
        LOG.info("{} begins with {}", deployment.id(), urgent);
        ledger.underWay().stream()
                .filter(other -> isAtRotation(other) && isSameRotation(deployment, other))
                .forEach(other -> ledger.replan(
                        other.id(), other.cursor(), Plans.unwellFirst(other.plan(), other.cursor(), urgent)));
    }

    /**
     * Names of the pairs that come first: those that this lane has left out of rotation, for their capacity is missing and
     * nobody else may mend them; otherwise those that are unwell. While others are at work in the pool, the order stays.
     */
    private List<String> urgent(Deployment deployment) {
        Plan plan = deployment.plan();
        List<Drained> entries = rotations.drained().stream()
                .filter(entry -> entry.hand().isEmpty())
                .filter(entry ->
                        entry.isIn(plan.environment().name(), plan.pool().name()))
                .toList();
        if (entries.isEmpty()) {
            return unwell(plan);
        }
        List<String> ours = entries.stream()
                .filter(entry ->
                        ledger.find(entry.deployment()).map(Deployment::lane).equals(Optional.of(deployment.lane())))
                .map(Drained::member)
                .toList();
        return pairs(plan, ours);
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
            return pairs(plan, members);
        } catch (BalancerUnavailable e) {
            return List.of();
        }
    }

    private static List<String> pairs(Plan plan, List<String> members) {
        return plan.pool().pairs().stream()
                .filter(pair -> members.contains(pair.member()))
                .map(Pair::name)
                .toList();
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
