package dev.trikk.rotation.ace;

import java.io.IOException;

/** The box has answered, and says that it does not: asking again would get the same. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1;
    private static final int QUOTED = 200;

    Refusal(String message) {
        super(message);
    }

    /** The beginning of what somebody else wrote, on one line. */
    static String quoted(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "nothing" : line.substring(0, Math.min(line.length(), QUOTED));
    }
}
