package dev.trikk.config;

import java.util.List;

/** The configuration cannot be used. Its message lists everything that is wrong, so that one look is enough. */
public final class BadConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    BadConfiguration(List<String> problems) {
        super("The configuration cannot be used:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, beginning with where it is wrong. */
    public List<String> problems() {
        return problems;
    }
}
