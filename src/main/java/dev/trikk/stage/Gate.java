package dev.trikk.stage;

import dev.trikk.inventory.Drain;
import dev.trikk.inventory.Pair;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Drained.Hand;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.Takeover;
import dev.trikk.ledger.Takeover.Answer;
import dev.trikk.outage.Outage;
import dev.trikk.remote.Outcome;
import dev.trikk.rotation.Balancers;
import dev.trikk.rotation.CapacityFloor;
import dev.trikk.rotation.Drains;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.LoadBalancer.LastMember;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of pairs out of their rotation and back in. A pool without a balancer has no gate: everything may pass. What the
 * balancer does not do, or says that it cannot do, is a result; a balancer that cannot be asked is a
 * {@link BalancerUnavailable}, and the step is tried again later.
 */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Duration RETURN = Duration.ofSeconds(60);
    /** A balancer's check that fails once, as while an httpd is reloaded, is soon followed by a good one. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final Balancers balancers;
    private final Drains drains;
    private final Together together;
    private final Entries entries;
    private final Pause pause;
    private final Clock clock;

    Gate(Balancers balancers, Drains drains, Together together, Entries entries, Pause pause, Clock clock) {
        this.balancers = balancers;
        this.drains = drains;
        this.together = together;
        this.entries = entries;
        this.pause = pause;
        this.clock = clock;
    }

    /** Why a member does not leave. */
    private record Objection(Pair pair, String words) {}

    /**
     * Takes the pairs of a convoy out. The ledger knows of it before the balancer does.
     *
     * @return whether all of them are out and quiet; if not, they are where they were
     * @throws StaleEpoch when another attempt has begun since; what is out stays out for that one
     */
    boolean leave(Convoy convoy) {
        return balancer(convoy.leader())
                .map(balancer -> leave(convoy, balancer))
                .orElse(true);
    }

    private boolean leave(Convoy convoy, LoadBalancer balancer) {
        Instant start = clock.instant();
        List<Pair> wereIn = new ArrayList<>();
        try {
            Optional<Objection> objection = drain(convoy, balancer, wereIn);
            while (objection.isPresent() && since(start).compareTo(RECOVERY) < 0) {
                pause.pause(BETWEEN_LOOKS);
                objection = drain(convoy, balancer, wereIn);
            }
            objection.ifPresent(
                    why -> convoy.did(Action.DRAIN, why.pair(), Trip.bad(why.words(), since(start)), start));
            return objection.isEmpty() && awaitQuiet(convoy, balancer, wereIn, start);
        } catch (RuntimeException e) {
            // it must not leave them out while the step waits to be tried again
            undo(convoy, balancer, wereIn);
            throw e;
        }
    }

    /** Drains unless something speaks against it; tells what. Whom it drains is added to {@code wereIn}. */
    private Optional<Objection> drain(Convoy convoy, LoadBalancer balancer, List<Pair> wereIn) {
        entries.requireNewest(convoy);
        List<Member> members = balancer.members();
        Optional<Objection> objection = leftOut(convoy, members)
                .or(() -> new CapacityFloor(convoy.pool().minAvailable())
                        .objection(members, convoy.members())
                        .map(words -> new Objection(convoy.pairs().get(0), words)));
        if (objection.isPresent()) {
            return objection;
        }
        List<Pair> leaving = convoy.pairs().stream()
                .filter(pair -> !isOutByHand(convoy, members, pair))
                .toList();
        for (Pair pair : leaving) {
            entries.note(convoy, pair, convoy.leader(), longest(convoy));
            if (of(members, pair).rotation() == Member.Rotation.IN) {
                wereIn.add(pair);
            }
            try {
                balancer.drain(pair.member());
            } catch (LastMember e) {
                putBack(convoy, balancer, wereIn);
                wereIn.clear();
                return Optional.of(new Objection(pair, e.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** @throws MemberInUse when somebody is still at work on one of them */
    private Optional<Objection> leftOut(Convoy convoy, List<Member> members) {
        for (Pair pair : convoy.pairs()) {
            if (of(members, pair).rotation() != Member.Rotation.IN && !isOutByHand(convoy, members, pair)) {
                Takeover takeover =
                        Takeover.of(pair.member(), pair.name(), entries.whose(convoy, pair), convoy.deployments());
                if (takeover.answer() == Answer.LATER) {
                    throw new MemberInUse(pair.member(), takeover.words());
                }
                if (takeover.answer() == Answer.NO) {
                    return Optional.of(new Objection(pair, takeover.words()));
                }
            }
        }
        return Optional.empty();
    }

    /** Whom a person has taken out is worked on all the same, and stays out. One that gets traffic again is one like others. */
    private boolean isOutByHand(Convoy convoy, List<Member> members, Pair pair) {
        return of(members, pair).rotation() != Member.Rotation.IN
                && entries.hand(convoy, pair).isPresent();
    }

    private static Member of(List<Member> members, Pair pair) {
        return members.stream()
                .filter(member -> member.name().equals(pair.member()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the balancer has no member " + pair.member()));
    }

    private boolean awaitQuiet(Convoy convoy, LoadBalancer balancer, List<Pair> wereIn, Instant start) {
        Drain drain = convoy.pool().drain();
        Map<Pair, Drains.Ending> endings = new ConcurrentHashMap<>();
        together.each(
                convoy.pairs(),
                pair -> endings.put(pair, drains.awaitQuiet(balancer, pair.member(), drain.deadline())));
        List<Pair> loud = convoy.pairs().stream()
                .filter(pair -> !Quiet.is(endings.get(pair), drain))
                .toList();
        if (loud.isEmpty()) {
            // that took a while, and what comes next changes the servers
            entries.requireNewest(convoy);
            convoy.pairs()
                    .forEach(pair -> convoy.did(
                            Action.DRAIN,
                            pair,
                            Trip.good(Quiet.words(pair, endings.get(pair), drain), since(start)),
                            start));
            return true;
        }
        putBack(convoy, balancer, wereIn);
        loud.forEach(pair -> {
            if (!wereIn.contains(pair)) {
                convoy.did(Action.DRAIN, pair, Trip.good("was out of rotation already", Duration.ZERO), start);
            }
            convoy.did(Action.DRAIN, pair, Trip.bad(Quiet.words(pair, endings.get(pair), drain), since(start)), start);
        });
        return false;
    }

    /** Whether a pair still has no new traffic: only then may what runs on it be restarted. */
    boolean isOut(Trip trip, Pair pair) {
        return balancer(trip)
                .map(balancer -> balancer.member(pair.member()).rotation() != Member.Rotation.IN)
                .orElse(true);
    }

    /**
     * Puts pairs back, and waits until the balancer believes in them.
     *
     * @throws StaleEpoch when another attempt has begun since; nothing was changed
     */
    void enter(Convoy convoy, Collection<Pair> pairs) {
        balancer(convoy.leader()).ifPresent(balancer -> {
            Instant start = clock.instant();
            Map<Pair, Outcome> outcomes = new ConcurrentHashMap<>();
            together.each(pairs, pair -> outcomes.put(pair, restore(convoy, balancer, pair)));
            pairs.forEach(pair -> convoy.did(Action.RESTORE, pair, outcomes.get(pair), start));
        });
    }

    /**
     * Leaves a pair out, because some could not put it back on what it had before; the ledger then says whose it is, and
     * that somebody must look at once.
     *
     * @param broken those whose application is not well there
     * @throws StaleEpoch as {@link #enter}
     */
    void leaveOut(Convoy convoy, Pair pair, List<Trip> broken) {
        balancer(convoy.leader()).ifPresent(balancer -> {
            entries.requireNewest(convoy);
            Instant start = clock.instant();
            if (entries.hand(convoy, pair).isEmpty()) {
                entries.note(convoy, pair, broken.get(0), Duration.ZERO);
            }
            String culprits =
                    String.join(" and ", broken.stream().map(Trip::deployment).toList());
            Outcome outcome = Trip.bad(
                    pair.member() + " stays out of rotation: " + culprits + " could not be put back there",
                    Duration.ZERO);
            convoy.trips().stream()
                    .filter(trip -> !broken.contains(trip))
                    .forEach(trip -> convoy.did(trip, Action.RESTORE, pair, outcome, start));
        });
    }

    private Outcome restore(Convoy convoy, LoadBalancer balancer, Pair pair) {
        Instant start = clock.instant();
        Optional<Hand> hand = entries.hand(convoy, pair);
        if (hand.isPresent()) {
            return Trip.good(
                    "stays out of rotation, where it was put by " + hand.get().inWords(), Duration.ZERO);
        }
        while (true) {
            try {
                putBack(convoy, balancer, List.of(pair));
                return drains.awaitInService(balancer, pair.member(), RETURN)
                        ? Trip.good("in service", since(start))
                        : Trip.bad("back in rotation, but the balancer does not find it healthy", since(start));
            } catch (BalancerUnavailable e) {
                if (since(start).compareTo(RETURN) > 0) {
                    throw e;
                }
                pause.pause(BETWEEN_TRIES);
            }
        }
    }

    /** Tries for a while; whoever cannot be put back stays in the ledger's list. */
    private void undo(Convoy convoy, LoadBalancer balancer, List<Pair> pairs) {
        Instant start = clock.instant();
        for (boolean done = pairs.isEmpty(); !done && since(start).compareTo(RETURN) <= 0; ) {
            try {
                putBack(convoy, balancer, pairs);
                done = true;
            } catch (Outage e) {
                LOG.warn(
                        "{} cannot put {} back yet: {}",
                        convoy.leader().deployment(),
                        convoy.members(),
                        e.getMessage());
                pause.pause(BETWEEN_TRIES);
            }
        }
    }

    /** @throws StaleEpoch when another attempt has begun since, which may need them out; nothing was changed */
    private void putBack(Convoy convoy, LoadBalancer balancer, List<Pair> pairs) {
        entries.requireNewest(convoy);
        pairs.forEach(pair -> balancer.restore(pair.member()));
        pairs.forEach(pair -> entries.clear(convoy, pair));
    }

    private Duration longest(Convoy convoy) {
        Duration scripts = convoy.leader().errand().deadline().multipliedBy(3);
        return convoy.pool()
                .drain()
                .deadline()
                .plus(scripts.multipliedBy(together.rounds(convoy.visits().size())))
                .plus(RETURN);
    }

    private Optional<LoadBalancer> balancer(Trip trip) {
        return trip.balancer().map(balancers::of);
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
