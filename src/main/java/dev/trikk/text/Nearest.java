package dev.trikk.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Nearest {
    /** Beyond this a text is no misspelt name, and comparing it would only cost time. */
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The known name that differs from {@code written} in at most a third of its letters, if there is one. */
    public static Optional<String> to(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(name -> distance(written, name) <= Math.max(1, name.length() / 3))
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The same as the end of a sentence, {@code "; did you mean shop?"}, or a full stop where nothing is near. */
    public static String question(String written, Collection<String> known) {
        return to(written, known).map(name -> "; did you mean " + name + "?").orElse(".");
    }

    /** How many letters must be added, taken away, changed or swapped with their neighbour; case does not count. */
    private static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                cost[row][column] = row == 0 || column == 0 ? row + column : cheapest(cost, from, to, row, column);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int row, int column) {
        char last = from.charAt(row - 1);
        char wanted = to.charAt(column - 1);
        int changed = cost[row - 1][column - 1] + (last == wanted ? 0 : 1);
        int cheapest = Math.min(changed, 1 + Math.min(cost[row - 1][column], cost[row][column - 1]));
        boolean swapped = row > 1 && column > 1 && last == to.charAt(column - 2) && wanted == from.charAt(row - 2);
        return swapped ? Math.min(cheapest, cost[row - 2][column - 2] + 1) : cheapest;
    }
}
