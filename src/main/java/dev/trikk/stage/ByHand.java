package dev.trikk.stage;

import static dev.trikk.rotation.Member.Rotation.IN;

import dev.trikk.control.MemberControl;
import dev.trikk.control.Reply;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Pool;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Drained.Hand;
import dev.trikk.ledger.Rotations;
import dev.trikk.rotation.Balancers;
import dev.trikk.rotation.CapacityFloor;
import dev.trikk.rotation.Drains;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.LastMember;
import dev.trikk.rotation.Member;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Members that a person takes out of rotation and puts back. The ledger knows of it before the balancer does. */
public final class ByHand implements MemberControl {
    /** Longest name of a person that the ledger keeps, in characters. */
    static final int NAME = 100;
    /** Longest reason that it keeps. */
    static final int REASON = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ByHand.class);
    /** A person who waits for an answer would rather ask again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Inventory> inventory;
    private final Rotations rotations;
    private final Balancers balancers;
    private final Drains drains;
    private final Clock clock;

    /** Moves the members of that inventory. */
    public ByHand(Supplier<Inventory> inventory, Rotations rotations, Balancers balancers, Drains drains, Clock clock) {
        this.inventory = inventory;
        this.rotations = rotations;
        this.balancers = balancers;
        this.drains = drains;
        this.clock = clock;
    }

    /** One member, and where it is. */
    private record Place(Environment environment, Pool pool, String member, LoadBalancer balancer) {
        boolean isAbout(Drained entry) {
            return entry.isIn(environment.name(), pool.name()) && entry.member().equals(member);
        }

        String command(String verb) {
            return "trikk " + verb + " " + environment.name() + "/" + pool.name() + "/" + member;
        }
    }

    @Override
    public Reply drain(
            String environment, String pool, String member, String by, String reason, Optional<Instant> until) {
        Hand hand = new Hand(Quoted.line(by, NAME), Quoted.line(reason, REASON));
        return withPool(environment, pool, member, hand.by(), place -> drain(place, hand, until));
    }

    @Override
    public Reply restore(String environment, String pool, String member, String by) {
        return withPool(environment, pool, member, Quoted.line(by, NAME), this::restore);
    }

    private Reply drain(Place place, Hand hand, Optional<Instant> until) {
        List<Member> members = place.balancer().members();
        Optional<String> objection =
                new CapacityFloor(place.pool().minAvailable()).objection(members, List.of(place.member()));
        if (objection.isPresent()) {
            return Reply.refused(objection.get() + ". " + place.member() + " was left as it is.");
        }
        Optional<Drained> before = entry(place);
        Drained note = Drained.byHand(
                place.environment().name(), place.pool().name(), place.member(), hand, clock.instant(), until);
        boolean wasIn = members.stream().anyMatch(one -> one.name().equals(place.member()) && one.rotation() == IN);
        boolean isRepeated = !wasIn && until.isEmpty();
        rotations.drained(
                before.filter(known -> isRepeated && known.hand().isPresent()).orElse(note));
        try {
            place.balancer().drain(place.member());
        } catch (LastMember last) {
            undo(place, before);
            return Reply.refused(last.getMessage());
        }
        LOG.info("{} of {} is drained by {}", place.member(), place.pool().name(), hand.inWords());
        return inWords(place, drains.lookForQuiet(place.balancer(), place.member(), PATIENCE));
    }

    private void undo(Place place, Optional<Drained> before) {
        before.ifPresentOrElse(
                rotations::drained,
                () -> rotations.restored(
                        place.environment().name(), place.pool().name(), place.member()));
    }

    private static Reply inWords(Place place, Drains.Ending ending) {
        return switch (ending.result()) {
            case QUIET ->
                Reply.done(place.member() + " is out of rotation, and serves nobody. It stays out, also when something"
                        + " is deployed to it, until somebody types: " + place.command("restore"));
            case DEADLINE ->
                Reply.done(place.member() + " gets no new connections; draining, " + ending.sessions()
                        + " connections left. The same command says how many are left then. What puts it back: "
                        + place.command("restore"));
            case UNDONE -> Reply.refused("Somebody put " + place.member() + " back into rotation meanwhile.");
        };
    }

    private Reply restore(Place place) {
        boolean wasIn = place.balancer().member(place.member()).rotation() == IN;
        Optional<Drained> before = entry(place);
        place.balancer().restore(place.member());
        rotations.restored(place.environment().name(), place.pool().name(), place.member());
        if (wasIn) {
            return Reply.done(place.member() + " is in rotation already.");
        }
        LOG.info("{} of {} is back in rotation", place.member(), place.pool().name());
        String was =
                before.map(entry -> " It was taken out " + entry.whose() + ".").orElse("");
        return drains.awaitInService(place.balancer(), place.member(), PATIENCE)
                ? Reply.done(place.member() + " is back in rotation, and in service." + was)
                : Reply.done(
                        place.member() + " is back in rotation, but the balancer does not find it healthy yet: look at"
                                + " the application there." + was);
    }

    private Optional<Drained> entry(Place place) {
        return rotations.drained().stream().filter(place::isAbout).findFirst();
    }

    /** Does something with a member while nobody rotates its pool. */
    private Reply withPool(String environment, String pool, String member, String by, Function<Place, Reply> work) {
        return find(environment, pool, member, place -> {
            Optional<String> other = rotations.claimByHand(environment, pool, by);
            if (other.isPresent()) {
                return Reply.refused(other.get() + " is at work on pool " + pool + " in " + environment
                        + "; try again when that is done.");
            }
            try {
                return work.apply(place);
            } catch (IllegalArgumentException e) {
                return Reply.refused(e.getMessage() + ".");
            } finally {
                rotations.giveBack(environment, pool, by);
            }
        });
    }

    private Reply find(String environment, String pool, String member, Function<Place, Reply> work) {
        Inventory now = inventory.get();
        Optional<Environment> where = now.environment(environment);
        if (where.isEmpty()) {
            return Reply.refused("There is no environment " + Quoted.of(environment)
                    + Nearest.question(environment, now.environments().keySet()));
        }
        Optional<Pool> found = where.get().pools().stream()
                .filter(one -> one.name().equals(pool))
                .findFirst();
        if (found.isEmpty()) {
            return Reply.refused(environment + " has no pool " + Quoted.of(pool)
                    + Nearest.question(
                            pool, where.get().pools().stream().map(Pool::name).toList()));
        }
        List<String> members =
                found.get().pairs().stream().map(pair -> pair.member()).toList();
        if (!members.contains(member)) {
            return Reply.refused(
                    "Pool " + pool + " has no member " + Quoted.of(member) + Nearest.question(member, members)
                            + (members.isEmpty() ? "" : " It has " + String.join(", ", members) + "."));
        }
        return found.get()
                .balancer()
                .map(name -> where.get().balancer(name))
                .map(balancer -> work.apply(new Place(where.get(), found.get(), member, balancers.of(balancer))))
                .orElseGet(
                        () -> Reply.refused("Pool " + pool + " has no load balancer: nothing can be drained there."));
    }
}
