package dev.trikk.stage;

import dev.trikk.inventory.Drain;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Pool;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Result;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The way of a pair out of its rotation and back in. A pool without a balancer has no gate: everything may pass. */
final class Gate {
    private static final Duration RETURN = Duration.ofSeconds(60);
    /** A balancer's check that fails once, as while an httpd is reloaded, is soon followed by a good one. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final Balancers balancers;
    private final Drains drains;
    private final Ledger ledger;
    private final Pause pause;
    private final Clock clock;

    Gate(Balancers balancers, Drains drains, Ledger ledger, Pause pause, Clock clock) {
        this.balancers = balancers;
        this.drains = drains;
        this.ledger = ledger;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Takes a pair out. The ledger knows of it before the balancer does.
     *
     * @return whether it is out and quiet; if not, it is where it was
     * @throws BalancerUnavailable when the balancer cannot be asked: the step is tried again later
     */
    boolean leave(Trip trip, Pair pair) {
        return balancer(trip)
                .map(balancer -> note(trip, Action.DRAIN, pair, () -> drain(trip, balancer, pair)))
                .orElse(true);
    }

    /** Who left a member out knows why; others would put it back in spite of that. The same lane may mend it. */
    private Optional<String> leftOut(Trip trip, LoadBalancer balancer, Pair pair) {
        if (balancer.member(pair.member()).rotation() == Member.Rotation.IN) {
            return Optional.empty();
        }
        Optional<String> whose = ledger.drained().stream()
                .filter(entry ->
                        entry.environment().equals(trip.plan().environment().name()))
                .filter(entry -> entry.pool().equals(trip.plan().pool().name()))
                .filter(entry -> entry.member().equals(pair.member()))
                .map(Drained::deployment)
                .findFirst();
        boolean ours = whose.flatMap(ledger::find)
                .map(Deployment::lane)
                .equals(Optional.of(trip.boarding().deployment().lane()));
        return ours
                ? Optional.empty()
                : Optional.of(pair.member() + " is out of rotation, "
                        + whose.map(id -> "left there by " + id).orElse("and not by Trikk")
                        + "; look why, and put it back before you deploy this again");
    }

    /** Puts a pair back, and waits until the balancer believes in it. */
    boolean enter(Trip trip, Pair pair) {
        return balancer(trip)
                .map(balancer -> note(trip, Action.RESTORE, pair, () -> restore(trip, balancer, pair)))
                .orElse(true);
    }

    private Outcome drain(Trip trip, LoadBalancer balancer, Pair pair) {
        Instant start = clock.instant();
        Optional<String> objection = tryToDrain(trip, balancer, pair);
        while (objection.isPresent() && since(start).compareTo(RECOVERY) < 0) {
            pause.pause(BETWEEN_LOOKS);
            objection = tryToDrain(trip, balancer, pair);
        }
        return objection
                .map(words -> Trip.bad(words, since(start)))
                .orElseGet(() -> quiet(trip, balancer, pair, start));
    }

    /** Drains unless too few would stay; tells why not. */
    private Optional<String> tryToDrain(Trip trip, LoadBalancer balancer, Pair pair) {
        Pool pool = trip.plan().pool();
        Optional<String> objection = leftOut(trip, balancer, pair)
                .or(() -> new CapacityFloor(pool.minAvailable()).objection(balancer.members(), List.of(pair.member())));
        if (objection.isPresent()) {
            return objection;
        }
        ledger.drained(entry(trip, pair, clock.instant()));
        try {
            balancer.drain(pair.member());
            return Optional.empty();
        } catch (LastMember e) {
            noteReturn(trip, pair);
            return Optional.of(e.getMessage());
        }
    }

    /** A balancer that is lost now must not leave the member out while the step waits to be tried again. */
    private Outcome quiet(Trip trip, LoadBalancer balancer, Pair pair, Instant start) {
        try {
            return awaitQuiet(trip, balancer, pair, start);
        } catch (BalancerUnavailable e) {
            Outcome back = restore(trip, balancer, pair);
            return Trip.bad(
                    "the balancer was lost while " + pair.member() + " drained (" + e.getMessage() + "); "
                            + (back.isOk() ? "it is back in rotation" : back.stderr()),
                    since(start));
        }
    }

    private Outcome awaitQuiet(Trip trip, LoadBalancer balancer, Pair pair, Instant start) {
        Drain drain = trip.plan().pool().drain();
        Drains.Ending ending = drains.awaitQuiet(balancer, pair.member(), drain.deadline());
        return switch (ending.result()) {
            case QUIET -> Trip.good("quiet", since(start));
            case UNDONE -> {
                noteReturn(trip, pair);
                yield Trip.bad("somebody put " + pair.member() + " back into rotation meanwhile", since(start));
            }
            case DEADLINE -> {
                String words = ending.sessions() + " sessions were left after "
                        + drain.deadline().toSeconds() + " s";
                if (drain.onDeadline() == Drain.OnDeadline.FORCE) {
                    yield Trip.good(words + ", cut because onDeadline is force", since(start));
                }
                balancer.restore(pair.member());
                noteReturn(trip, pair);
                yield Trip.bad(words + ", and onDeadline is abort", since(start));
            }
        };
    }

    private Outcome restore(Trip trip, LoadBalancer balancer, Pair pair) {
        Instant start = clock.instant();
        while (true) {
            try {
                balancer.restore(pair.member());
                noteReturn(trip, pair);
                return drains.awaitInService(balancer, pair.member(), RETURN)
                        ? Trip.good("in service", since(start))
                        : Trip.bad("back in rotation, but the balancer does not find it healthy", since(start));
            } catch (BalancerUnavailable e) {
                if (since(start).compareTo(RETURN) > 0) {
                    return Trip.bad(pair.member() + " stays out of rotation: " + e.getMessage(), since(start));
                }
                pause.pause(BETWEEN_TRIES);
            }
        }
    }

    private Drained entry(Trip trip, Pair pair, Instant since) {
        Duration longest = trip.plan()
                .pool()
                .drain()
                .deadline()
                .plus(trip.errand().deadline().multipliedBy(3))
                .plus(RETURN);
        return new Drained(
                trip.plan().environment().name(),
                trip.plan().pool().name(),
                pair.member(),
                trip.deployment(),
                since,
                since.plus(longest));
    }

    private void noteReturn(Trip trip, Pair pair) {
        ledger.restored(trip.plan().environment().name(), trip.plan().pool().name(), pair.member());
    }

    private Optional<LoadBalancer> balancer(Trip trip) {
        return trip.plan()
                .pool()
                .balancer()
                .map(name -> balancers.of(trip.plan().environment().balancer(name)));
    }

    private boolean note(Trip trip, String action, Pair pair, Supplier<Outcome> work) {
        Instant start = clock.instant();
        return trip.did(new Result(
                trip.boarding().step(), trip.boarding().work().stage(), pair.member(), action, work.get(), start));
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
