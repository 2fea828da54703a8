package dev.trikk.ledger;

import dev.trikk.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where a deployment left its servers and members, as far as its results tell.
 *
 * @param onNew servers that point at the new release
 * @param onOld servers that point at what they had before
 * @param out members that were left out of rotation
 * @param unknown what was attempted on servers and members with an end that nobody can tell
 * @param back servers that were put back
 */
public record Standing(
        List<String> onNew, List<String> onOld, List<String> out, List<Result> unknown, List<String> back) {

    private enum Place {
        NEW,
        OLD,
        OUT,
        IN,
        UNKNOWN
    }

    /** Where a server or a member is, and the result that says so. */
    private record Sighting(Place place, Optional<Result> result) {}

    /** What the results of a plan tell. */
    public static Standing of(Plan plan, List<Result> results) {
        Map<String, Sighting> servers = new LinkedHashMap<>();
        plan.start().onNew().forEach(server -> servers.put(server, new Sighting(Place.NEW, Optional.empty())));
        servers.putAll(follow(results, Standing::serverAfter));
        Map<String, Sighting> members = follow(results, Standing::memberAfter);
        List<String> untouched = plan.pool().servers().stream()
                .filter(server -> !servers.containsKey(server))
                .toList();
        return new Standing(
                at(Place.NEW, servers),
                Stream.concat(at(Place.OLD, servers).stream(), untouched.stream())
                        .toList(),
                at(Place.OUT, members),
                Stream.of(servers, members)
                        .flatMap(sightings -> sightings.values().stream())
                        .filter(sighting -> sighting.place() == Place.UNKNOWN)
                        .flatMap(sighting -> sighting.result().stream())
                        .toList(),
                at(Place.OLD, servers));
    }

    /** Servers that point at the new release, or may. */
    public Set<String> touched() {
        Set<String> touched = new TreeSet<>(onNew);
        unknown.stream().map(Result::server).forEach(touched::add);
        return touched;
    }

    /** Whether every server points at what it had before, and every member is where it was. */
    public boolean isAsBefore() {
        return onNew.isEmpty() && unknown.isEmpty() && out.isEmpty();
    }

    /** Whether anything was changed that runs, even if it was put back. */
    public boolean wasTouched() {
        return !isAsBefore() || !back.isEmpty();
    }

    private static Map<String, Sighting> follow(List<Result> results, Function<Result, Optional<Place>> after) {
        Map<String, Sighting> sightings = new LinkedHashMap<>();
        for (Result result : results) {
            after.apply(result)
                    .ifPresent(place -> sightings.put(result.server(), new Sighting(place, Optional.of(result))));
        }
        return sightings;
    }

    private static Optional<Place> serverAfter(Result result) {
        return switch (result.action()) {
            case Action.SWITCH -> after(result, Place.NEW);
            case Action.BACK -> after(result, Place.OLD);
            default -> Optional.empty();
        };
    }

    /**
     * A drain that went wrong has left its member where it was: see the stage that rotates. A member that could not be
     * restored counts as out: somebody looks for nothing rather than nobody for something.
     */
    private static Optional<Place> memberAfter(Result result) {
        return switch (result.action()) {
            case Action.DRAIN -> result.isOk() ? Optional.of(Place.OUT) : Optional.empty();
            case Action.RESTORE -> result.isOk() ? Optional.of(Place.IN) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** What went wrong half-way may have stopped anywhere; where nothing ran at all, nothing moved. */
    private static Optional<Place> after(Result result, Place place) {
        return switch (result.outcome().status()) {
            case OK -> Optional.of(place);
            case FAILED, TIMED_OUT, LOST -> Optional.of(Place.UNKNOWN);
            case UNREACHABLE, REFUSED -> Optional.empty();
        };
    }

    private static List<String> at(Place place, Map<String, Sighting> sightings) {
        return sightings.entrySet().stream()
                .filter(entry -> entry.getValue().place() == place)
                .map(Map.Entry::getKey)
                .toList();
    }
}
