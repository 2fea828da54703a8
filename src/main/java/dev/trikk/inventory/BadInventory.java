package dev.trikk.inventory;

import java.util.List;

/** The inventory cannot be used. Its message lists everything that is wrong, so that one look is enough. */
public final class BadInventory extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /** With one sentence each, beginning with {@code file:line:column}. */
    public BadInventory(List<String> problems) {
        super("The inventory cannot be used:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, in the order of the file. */
    public List<String> problems() {
        return problems;
    }
}
