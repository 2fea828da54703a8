package dev.trikk.stage;

import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Alarm.Kind;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Pauses;
import dev.trikk.ledger.Rotations;
import dev.trikk.repair.DeadLetter;
import dev.trikk.repair.Doorway;
import dev.trikk.repair.Observation;
import dev.trikk.repair.Reconciliation;
import dev.trikk.repair.Repair;
import dev.trikk.rotation.Balancers;
import dev.trikk.rotation.Member;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether all is as it must be, and mends what is safe to mend; the rest becomes an alarm. */
final class Reconcile implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Reconcile.class);

    private final Reconciliation rule;
    private final Ledger ledger;
    private final Rotations rotations;
    private final Pauses pauses;
    private final Alarms alarms;
    private final Queues queues;
    private final Supplier<Inventory> inventory;
    private final Balancers balancers;
    private final Opening opening;
    private final Clock clock;

    Reconcile(
            Reconciliation rule,
            Ledger ledger,
            Rotations rotations,
            Pauses pauses,
            Alarms alarms,
            Queues queues,
            Supplier<Inventory> inventory,
            Balancers balancers,
            Opening opening,
            Clock clock) {
        this.rule = rule;
        this.ledger = ledger;
        this.rotations = rotations;
        this.pauses = pauses;
        this.alarms = alarms;
        this.queues = queues;
        this.inventory = inventory;
        this.balancers = balancers;
        this.opening = opening;
        this.clock = clock;
    }

    /** One repair that fails does not keep the others from being done; it is tried again at the next look. */
    @Override
    public void process(Exchange exchange) {
        for (Repair repair : rule.decide(observe())) {
            try {
                act(repair);
            } catch (RuntimeException e) {
                LOG.warn("not repaired: {}: {}", repair, e.getMessage());
            }
        }
    }

    private Observation observe() {
        Instant now = clock.instant();
        // before the deployments: one that goes on between the looks counts as moved then
        List<PausedStage> paused = pauses.paused();
        Map<Lane, String> lanes = ledger.lanes();
        List<DeadLetter> dead = queues.dead();
        List<Deployment> unfinished = ledger.underWay();
        boolean somebodyStandsStill = unfinished.stream().anyMatch(deployment -> rule.standsStill(deployment, now));
        List<Drained> drained = rotations.drained();
        Map<Drained, Boolean> inRotation = new LinkedHashMap<>();
        drained.stream()
                .filter(entry -> Reconciliation.isLeft(entry, unfinished, now))
                .forEach(entry -> isIn(entry).ifPresent(in -> inRotation.put(entry, in)));
        return new Observation(
                now,
                lanes,
                unfinished,
                somebodyStandsStill ? queues.deployments() : Set.of(),
                drained,
                inRotation,
                dead,
                alarms.open(),
                paused,
                Doorway.of(unfinished, lanes, opening::admission));
    }

    /** What the balancer says of a member; nothing when it cannot be asked, or is not in the inventory any more. */
    private Optional<Boolean> isIn(Drained entry) {
        try {
            Environment environment =
                    inventory.get().environment(entry.environment()).orElseThrow();
            return environment
                    .pool(entry.pool())
                    .balancer()
                    .map(name -> balancers.of(environment.balancer(name)).member(entry.member()))
                    .map(member -> member.rotation() == Member.Rotation.IN);
        } catch (RuntimeException e) {
            LOG.warn("whether {} is in rotation cannot be told: {}", entry.member(), e.getMessage());
            return Optional.empty();
        }
    }

    private void act(Repair repair) {
        if (repair instanceof Repair.SendAgain lost) {
            sendAgain(lost);
        } else if (repair instanceof Repair.SendToAdmit forgotten) {
            queues.sendToAdmit(forgotten.deployment().id());
        } else if (repair instanceof Repair.GoOn over) {
            goOn(over.deployment());
        } else if (repair instanceof Repair.FreeLane taken) {
            free(taken.lane(), taken.deployment());
        } else if (repair instanceof Repair.Park park) {
            park(park);
        } else if (repair instanceof Repair.Discard discard) {
            queues.discard(discard.letter());
        } else if (repair instanceof Repair.NoteReturn back) {
            rotations.forget(back.drained());
        } else if (repair instanceof Repair.Raise raise) {
            alarms.raise(raise.kind(), raise.key(), raise.deployment(), raise.text());
        } else if (repair instanceof Repair.Clear clear) {
            alarms.clear(clear.key(), clear.text());
        }
    }

    /** The message may have gone from one queue to another while they were looked at; then it has moved. */
    private void sendAgain(Repair.SendAgain lost) {
        String id = lost.deployment().id();
        if (ledger.find(id).filter(lost.deployment()::equals).isPresent()) {
            queues.sendStep(lost.deployment(), true);
            alarms.raise(Kind.REPAIRED, "repaired/" + id, Optional.of(id), lost.text());
        }
    }

    /** The ledger first: a crash after it leaves a deployment without a message, which the next looks will notice. */
    private void goOn(Deployment held) {
        Deployment now = ledger.resume(held.id(), held.plan(), held.cursor() + 1, "");
        if (now.state() == State.ACTIVE && now.cursor() == held.cursor() + 1) {
            queues.sendStep(now, false);
        }
    }

    private void free(Lane lane, String deployment) {
        if (ledger.free(lane, deployment)) {
            String name = lane.application() + "/" + lane.environment();
            alarms.raise(
                    Kind.REPAIRED,
                    "repaired/lane/" + name,
                    Optional.empty(),
                    "the lane " + name + " was held by " + deployment
                            + ", which is not on its way. It was freed; there is nothing to do");
            ledger.nextOf(lane).ifPresent(queues::sendToAdmit);
        }
    }

    /** Whoever was told of a letter is not told again when its deployment was retried. A crash before it is parked: see above. */
    private void park(Repair.Park park) {
        String id = park.deployment();
        queues.told(park.letter());
        if (ledger.park(id, park.letter().step(), park.reason())) {
            alarms.raise(Kind.PARKED, "parked/" + id, Optional.of(id), id + " stands still: " + park.reason());
        }
    }
}
