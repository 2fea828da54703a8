package dev.trikk.cli.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a deployment or train has ended. */
public enum Ending {
    /** Every server has the release. */
    SUCCEEDED,
    /** It went wrong, and the servers are on what they ran before. */
    ROLLED_BACK,
    /** It went wrong. */
    FAILED,
    /** Some servers or applications are on the release, others are not. */
    PARTIAL,
    /** Somebody cancelled it. */
    CANCELLED,
    /** It was refused before anything was done. */
    REJECTED;

    /** The ending that the API calls so. */
    public static Optional<Ending> of(String word) {
        return Arrays.stream(values())
                .filter(ending -> ending.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** The word, in its colour. */
    Line shown() {
        return switch (this) {
            case SUCCEEDED -> Line.good(name());
            case CANCELLED -> Line.warn(name());
            default -> Line.bad(name());
        };
    }
}
