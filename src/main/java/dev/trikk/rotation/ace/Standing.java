package dev.trikk.rotation.ace;

import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a member stands in all farms of its pool.
 *
 * @param name what Trikk calls it
 * @param seats at least one
 */
record Standing(String name, List<Seat> seats) {

    /** A member's place in one farm. */
    record Seat(Farm farm, FarmServer server) {
        @Override
        public String toString() {
            return "%s %s in %s".formatted(server.words(), server.state(), farm.name());
        }
    }

    static List<Standing> all(List<Seat> seats) {
        Map<String, List<Seat>> byName = new LinkedHashMap<>();
        for (Seat seat : seats) {
            byName.computeIfAbsent(seat.farm().member(seat.server()), name -> new ArrayList<>())
                    .add(seat);
        }
        return byName.entrySet().stream()
                .map(member -> new Standing(member.getKey(), List.copyOf(member.getValue())))
                .toList();
    }

    /** In one farm is in. */
    Rotation rotation() {
        List<Rotation> rotations =
                seats.stream().map(seat -> seat.server().rotation()).toList();
        if (rotations.contains(Rotation.IN)) {
            return Rotation.IN;
        }
        return rotations.contains(Rotation.DRAINING) ? Rotation.DRAINING : Rotation.OUT;
    }

    /** Whether all its farms send it traffic, and may. */
    boolean isWhole() {
        return seats.stream()
                .map(Seat::server)
                .allMatch(server -> server.rotation() == Rotation.IN && !server.inbandFailed());
    }

    /** Whether some farm really sends it traffic. */
    boolean serves() {
        return seats.stream().map(Seat::server).anyMatch(FarmServer::operational);
    }

    Member member() {
        boolean isHealthy = seats.stream().map(Seat::server).allMatch(FarmServer::operational);
        int connections =
                seats.stream().mapToInt(seat -> seat.server().connections()).sum();
        return new Member(name, rotation(), isHealthy, connections);
    }

    @Override
    public String toString() {
        return seats.stream().map(Seat::toString).collect(Collectors.joining(", "));
    }
}
