package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who gets a report. Only plain addresses come out of here: no names, no line ends, nothing a mail header could obey. */
public final class Recipients {
    private static final int LONGEST = 254;
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String ATOM = "[A-Za-z0-9_%+'=-]+";
    private static final Pattern ADDRESS =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    private final List<String> operations;

    /**
     * The rule with the addresses of those who run Trikk.
     *
     * @param operations addresses that get every report
     * @throws IllegalArgumentException when one of them is no plain address
     */
    public Recipients(List<String> operations) {
        operations.stream().filter(address -> !isAddress(address)).findFirst().ifPresent(address -> {
            throw new IllegalArgumentException("not an e-mail address: " + Escape.visible(address));
        });
        this.operations = List.copyOf(operations);
    }

    /** Whether it is a plain address: {@code kari@example.org}. */
    public static boolean isAddress(String text) {
        return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
    }

    /** Who gets the report of that deployment: its environment's readers, operations, and who asked for it. */
    public List<String> of(Deployment deployment) {
        return addresses(
                deployment.plan().environment().reportTo(), deployment.request().requestedBy());
    }

    /** Who gets the report of that train: as of its deployments. */
    public List<String> of(TrainRide ride) {
        return addresses(
                ride.parts().stream()
                        .findFirst()
                        .map(part -> part.deployment().plan().environment().reportTo())
                        .orElse(List.of()),
                ride.train().requestedBy());
    }

    /** Who gets the report of a rejected request: operations, and who sent it. */
    public List<String> ofRejected(Event event) {
        return addresses(List.of(), Optional.ofNullable(event.data().get("requestedBy")));
    }

    /** Who gets the report of an alarm: operations. */
    public List<String> ofAlarm() {
        return addresses(List.of(), Optional.empty());
    }

    private List<String> addresses(List<String> readers, Optional<String> requestedBy) {
        Map<String, String> addresses = new LinkedHashMap<>();
        Stream.of(readers.stream(), operations.stream(), requestedBy.stream())
                .flatMap(some -> some)
                .filter(Recipients::isAddress)
                .forEach(address -> addresses.putIfAbsent(folded(address), address));
        return List.copyOf(addresses.values());
    }

    /** In theory the part before the @ may care for case; in practice a second copy annoys more people. */
    private static String folded(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
