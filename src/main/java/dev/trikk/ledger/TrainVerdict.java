package dev.trikk.ledger;

import dev.trikk.ledger.Deployment.Ending;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the endings of a train's deployments amount to.
 *
 * @param ending how the train ends
 * @param reason in words
 */
public record TrainVerdict(Ending ending, String reason) {

    /**
     * Judges a train. It has succeeded only if every deployment has, or nothing was to do. Where nobody let anything happen it is
     * cancelled; where nothing of it was left anywhere it has failed; all between is partial.
     *
     * @param endings of its deployments, in order
     */
    public static TrainVerdict of(List<Ending> endings) {
        return new TrainVerdict(ending(endings), reason(endings));
    }

    private static Ending ending(List<Ending> endings) {
        if (endings.stream().allMatch(Ending.SUCCEEDED::equals)) {
            return Ending.SUCCEEDED;
        }
        if (endings.stream().allMatch(Ending.CANCELLED::equals)) {
            return Ending.CANCELLED;
        }
        boolean anything = endings.contains(Ending.SUCCEEDED) || endings.contains(Ending.PARTIAL);
        return anything ? Ending.PARTIAL : Ending.FAILED;
    }

    private static String reason(List<Ending> endings) {
        if (endings.isEmpty()) {
            return "nothing was to do";
        }
        return Stream.of(Ending.values())
                .filter(endings::contains)
                .map(ending -> endings.stream().filter(ending::equals).count() + " "
                        + ending.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(
                        ", ", endings.size() + (endings.size() == 1 ? " deployment: " : " deployments: "), ""));
    }
}
