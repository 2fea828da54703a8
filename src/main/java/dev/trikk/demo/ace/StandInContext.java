package dev.trikk.demo.ace;

import dev.trikk.demo.ace.StandInFarm.Seat;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A virtual box inside the box. Guarded by the box's lock. */
public final class StandInContext {
    private final String name;
    private final Object lock;
    private final Map<String, StandInFarm> farms = new LinkedHashMap<>();
    private final Set<String> suspended = new HashSet<>();
    private String saved = "";

    StandInContext(String name, Object lock) {
        this.name = name;
        this.lock = lock;
    }

    /** Adds a farm. All its members are in service; {@code members} by name, or name and port with a blank between them. */
    public StandInFarm farm(String farm, Map<String, URI> members) throws IOException {
        return farm(farm, members, false);
    }

    /** The same, where a client that was served comes back to the same member. */
    public StandInFarm farm(String farm, Map<String, URI> members, boolean isSticky) throws IOException {
        synchronized (lock) {
            StandInFarm made = new StandInFarm(this, farm, members, lock, isSticky);
            farms.put(farm, made);
            return made;
        }
    }

    /** Lets a member of a farm show a state, until it is told something. */
    public void pretend(String farm, String member, String state) {
        synchronized (lock) {
            farms.get(farm).seat(member).orElseThrow().pretended = state;
        }
    }

    /** What is saved of it, one line for each member; empty when it never was. */
    public String saved() {
        synchronized (lock) {
            return saved;
        }
    }

    /** What it was told, one line for each member. */
    public String running() {
        synchronized (lock) {
            return farms.values().stream()
                    .flatMap(farm -> farm.seats().stream().map(seat -> line(farm, seat)))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String line(StandInFarm farm, Seat seat) {
        return farm.name() + " " + seat.rserver + (seat.port == 0 ? " " : " " + seat.port + " ") + seat.told;
    }

    void save() {
        saved = running();
    }

    String name() {
        return name;
    }

    Optional<StandInFarm> find(String farm) {
        return Optional.ofNullable(farms.get(farm));
    }

    List<StandInFarm> farms() {
        return List.copyOf(farms.values());
    }

    boolean knows(String rserver) {
        return farms.values().stream()
                .flatMap(farm -> farm.seats().stream())
                .anyMatch(seat -> seat.rserver.equals(rserver));
    }

    boolean isSuspended(String rserver) {
        return suspended.contains(rserver);
    }

    /** In all farms. */
    void suspend(String rserver, boolean isOut) {
        if (isOut) {
            suspended.add(rserver);
        } else {
            suspended.remove(rserver);
        }
        farms.values().forEach(farm -> farm.seats().stream()
                .filter(seat -> seat.rserver.equals(rserver))
                .forEach(farm::apply));
    }

    void close() {
        farms.values().forEach(StandInFarm::close);
    }
}
