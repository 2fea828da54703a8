package dev.trikk.rotation.httpd;

import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A worker of a balancer as httpd shows it.
 *
 * @param url what httpd calls it
 * @param host its host alone
 * @param route the route that the configuration gives it, empty for none
 * @param words its status; {@code Ok} is there while it is usable. Words that are not known here are kept
 * @param busy requests that it serves, counted over all processes
 */
record Worker(String url, String host, String route, Set<String> words, int busy) {
    private static final Set<String> CLOSED = Set.of("Dis", "Stop", "Shut");

    /**
     * From the elements of one worker, by their names.
     *
     * @throws ProtocolException when one is missing
     */
    static Worker of(Map<String, String> elements) throws ProtocolException {
        String busy = text(elements, "busy");
        try {
            return new Worker(
                    text(elements, "name"),
                    text(elements, "hostname"),
                    elements.getOrDefault("route", ""),
                    Arrays.stream(text(elements, "status").split("\\s+")).collect(Collectors.toSet()),
                    Integer.parseInt(busy));
        } catch (NumberFormatException garbled) {
            throw new ProtocolException("a worker has '%s' for busy".formatted(busy));
        }
    }

    private static String text(Map<String, String> elements, String name) throws ProtocolException {
        String text = elements.get(name);
        if (text == null || text.isEmpty()) {
            throw new ProtocolException("a worker has no " + name);
        }
        return text;
    }

    Rotation rotation() {
        if (words.stream().anyMatch(CLOSED::contains)) {
            return Rotation.OUT;
        }
        return words.contains("Drn") ? Rotation.DRAINING : Rotation.IN;
    }

    boolean usable() {
        return words.contains("Ok");
    }

    /** Its route; where it has none of its own, its host; and where others have the same host, its URL. */
    String name(List<Worker> workers) {
        if (!route.isEmpty()
                && workers.stream().filter(other -> other.route.equals(route)).count() == 1) {
            return route;
        }
        return workers.stream().filter(other -> other.host.equals(host)).count() == 1 ? host : url;
    }

    Member member(List<Worker> workers) {
        return new Member(name(workers), rotation(), usable(), busy);
    }

    @Override
    public String toString() {
        return url + ": status " + words.stream().sorted().collect(Collectors.joining(" "));
    }
}
