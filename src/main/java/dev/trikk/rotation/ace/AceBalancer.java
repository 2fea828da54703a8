package dev.trikk.rotation.ace;

import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pause;
import dev.trikk.rotation.ace.Standing.Seat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serverfarms of one context of a Cisco ACE. A member is a real server, in all farms that are given: it is out when it is out in
 * each. It drains in standby, where those whom it served before still come, and is shut by {@code no inservice}, where nobody does.
 *
 * <p>Of states, only OPERATIONAL, OUTOFSERVICE and PROBE-FAILED are spelt the same everywhere. Where the word for standby is not
 * understood, a member that shall drain is shut instead.
 */
public final class AceBalancer implements LoadBalancer {
    private static final Logger LOG = LoggerFactory.getLogger(AceBalancer.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int READ_BACKS = 3;

    private static final String STANDBY = "inservice standby";
    private static final String OUT = "no inservice";
    private static final String IN = "inservice";

    private final AceBox box;
    private final String context;
    private final List<Farm> farms;
    private final boolean saves;
    private final Pause pause;
    private final Object draining = new Object();

    /**
     * Does not connect yet.
     *
     * @param farms at least one
     * @param saves whether the configuration is saved when a member returns and no other one is out
     * @throws IllegalArgumentException when that cannot be the name of a context, or there is no farm
     */
    public AceBalancer(AceBox box, String context, List<Farm> farms, boolean saves, Pause pause) {
        this.box = box;
        this.context = Farm.requireName(context, "context");
        this.farms = List.copyOf(farms);
        this.saves = saves;
        this.pause = pause;
        if (farms.isEmpty()) {
            throw new IllegalArgumentException("an ACE is asked about at least one serverfarm");
        }
    }

    @Override
    public List<Member> members() {
        return standings(box::farm).stream().map(Standing::member).toList();
    }

    @Override
    public Duration interval() {
        return box.poll();
    }

    @Override
    public void drain(String member) {
        // two threads must not each take the other one for the member that stays
        synchronized (draining) {
            List<Standing> standings = standings(box::farmNow);
            Standing standing = find(standings, member);
            if (standing.rotation() != Rotation.IN) {
                return;
            }
            refuseLast(standing, standings);
            standing.seats().stream()
                    .filter(seat -> seat.server().rotation() == Rotation.IN)
                    .forEach(this::standBy);
        }
    }

    private void standBy(Seat seat) {
        Seat seen = change(seat, STANDBY, server -> !server.operational());
        if (seen.server().rotation() == Rotation.IN) {
            change(seat, OUT, server -> server.rotation() == Rotation.OUT);
        }
    }

    @Override
    public boolean shut(String member) {
        synchronized (draining) {
            Standing standing = find(standings(box::farmNow), member);
            if (standing.rotation() != Rotation.DRAINING) {
                return false;
            }
            standing.seats().stream()
                    .filter(seat -> seat.server().rotation() == Rotation.DRAINING)
                    .forEach(seat -> change(seat, OUT, server -> server.rotation() == Rotation.OUT));
            return true;
        }
    }

    @Override
    public void restore(String member) {
        Standing standing = find(standings(box::farmNow), member);
        if (standing.isWhole()) {
            return;
        }
        standing.seats().forEach(this::bringIn);
        if (saves) {
            save();
        }
    }

    private void bringIn(Seat seat) {
        if (seat.server().inbandFailed()) {
            change(seat, OUT, server -> server.rotation() == Rotation.OUT);
        }
        if (seat.server().inbandFailed() || seat.server().rotation() != Rotation.IN) {
            change(seat, IN, server -> server.rotation() == Rotation.IN && !server.inbandFailed());
        }
    }

    /** The members are where they shall be, saved or not: the next rollout saves again. */
    private void save() {
        if (!standings(box::farm).stream().allMatch(Standing::isWhole)) {
            return;
        }
        try {
            box.save(context);
        } catch (IOException e) {
            LOG.warn("{}: its configuration is not saved: {}", this, e.getMessage());
        }
    }

    private void refuseLast(Standing leaving, List<Standing> standings) {
        boolean others = standings.stream()
                .filter(other -> !other.name().equals(leaving.name()))
                .anyMatch(other -> other.member().inService());
        if (leaving.serves() && !others) {
            throw new LastMember(leaving.name() + " is the last member in service of " + this + ": not drained");
        }
    }

    /** Whatever the reply is, and even if it is lost: what the box shows afterwards counts. */
    private Seat change(Seat seat, String word, Predicate<FarmServer> done) {
        IOException complaint = null;
        try {
            box.configure(
                    context, List.of("serverfarm host " + seat.farm().name(), "rserver " + words(seat.server()), word));
        } catch (IOException e) {
            complaint = e;
        }
        Seat seen = look(seat, done, complaint instanceof Refusal ? 1 : READ_BACKS);
        if (!done.test(seen.server())) {
            String why = complaint == null ? "it reported success" : complaint.getMessage();
            throw unavailable("no effect of '%s': %s. It shows %s".formatted(word, why, seen), complaint);
        }
        return seen;
    }

    /** What the box calls it comes from the box; so it is looked at before it is sent as part of a line. */
    private static String words(FarmServer server) {
        Farm.requireName(server.name(), "rserver");
        return server.words();
    }

    /** Looks until it is so, a few times. */
    private Seat look(Seat seat, Predicate<FarmServer> wanted, int looks) {
        Seat seen = now(seat);
        for (int look = 1; look < looks && !wanted.test(seen.server()); look++) {
            pause.pause(LOOK_AGAIN);
            seen = now(seat);
        }
        return seen;
    }

    private Seat now(Seat seat) {
        return servers(box::farmNow, seat.farm()).stream()
                .filter(server -> server.words().equals(seat.server().words()))
                .findFirst()
                .map(server -> new Seat(seat.farm(), server))
                .orElseThrow(() -> unavailable(seat + " is not there any more", null));
    }

    /** How a farm is read. */
    private interface Reading {
        List<FarmServer> of(String context, String farm) throws IOException;
    }

    private List<Standing> standings(Reading reading) {
        List<Seat> seats = new ArrayList<>();
        for (Farm farm : farms) {
            servers(reading, farm).stream()
                    .filter(farm::means)
                    .map(server -> new Seat(farm, server))
                    .forEach(seats::add);
        }
        return Standing.all(seats);
    }

    private List<FarmServer> servers(Reading reading, Farm farm) {
        try {
            return reading.of(context, farm.name());
        } catch (IOException e) {
            throw unavailable(e.getMessage(), e);
        }
    }

    private Standing find(List<Standing> standings, String member) {
        return standings.stream()
                .filter(standing -> standing.name().equals(member))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no member %s, only %s"
                        .formatted(
                                this,
                                member,
                                standings.stream().map(Standing::name).toList())));
    }

    private BalancerUnavailable unavailable(String what, Throwable cause) {
        return new BalancerUnavailable(this + ": " + what, cause);
    }

    @Override
    public String toString() {
        return "Cisco ACE at %s, context %s, serverfarm %s"
                .formatted(box, context, farms.stream().map(Farm::toString).collect(Collectors.joining(", ")));
    }
}
