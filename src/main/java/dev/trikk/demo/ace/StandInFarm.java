package dev.trikk.demo.ace;

import dev.trikk.demo.DemoFront;
import dev.trikk.demo.DemoMember;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A serverfarm and the address that its clients ask. Guarded by the box's lock. */
public final class StandInFarm {
    private final String name;
    private final StandInContext context;
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final DemoFront front;

    /** @param members by name, or name and port with a blank between them */
    StandInFarm(StandInContext context, String name, Map<String, URI> members, Object lock, boolean isSticky)
            throws IOException {
        this.name = name;
        this.context = context;
        members.forEach((words, uri) -> {
            String[] parts = words.split(" ", 2);
            seats.put(
                    words,
                    new Seat(parts[0], parts.length == 1 ? 0 : Integer.parseInt(parts[1]), new DemoMember(words, uri)));
        });
        front = new DemoFront(seats.values().stream().map(Seat::member).toList(), lock, isSticky);
    }

    /** A real server in this farm. */
    static final class Seat {
        final String rserver;
        final int port;
        private final DemoMember member;
        /** {@code inservice}, {@code inservice standby} or {@code no inservice}. */
        String told = "inservice";
        /** What it shows instead of what it would. */
        String pretended = "";

        Seat(String rserver, int port, DemoMember member) {
            this.rserver = rserver;
            this.port = port;
            this.member = member;
        }

        DemoMember member() {
            return member;
        }
    }

    /** Where clients ask. */
    public URI front() {
        return front.uri();
    }

    /** Requests that were answered with a status of 500 or more, by a member or for want of one. */
    public long failures() {
        return front.failures();
    }

    String name() {
        return name;
    }

    List<Seat> seats() {
        return List.copyOf(seats.values());
    }

    Optional<Seat> seat(String words) {
        return Optional.ofNullable(seats.get(words));
    }

    void tell(Seat seat, String word) {
        seat.told = word;
        seat.pretended = "";
        apply(seat);
    }

    /** What a real server was told everywhere counts more than what it was told here. */
    void apply(Seat seat) {
        String before = seat.member.state();
        boolean isOut = context.isSuspended(seat.rserver) || seat.told.equals("no inservice");
        seat.member.become(isOut ? "maint" : seat.told.equals("inservice") ? "ready" : "drain");
        if (before.equals("maint") && !isOut) {
            front.doubt(seat.member);
        }
    }

    String state(Seat seat, StandInStyle style) {
        if (!seat.pretended.isEmpty()) {
            return seat.pretended;
        }
        boolean isUp = seat.member.isUp();
        return switch (seat.member.state()) {
            case "maint" -> "OUTOFSERVICE";
            case "drain" -> isUp || !style.hidesStandby() ? style.standby() : "PROBE-FAILED";
            default -> isUp ? "OPERATIONAL" : "PROBE-FAILED";
        };
    }

    void close() {
        front.close();
    }
}
