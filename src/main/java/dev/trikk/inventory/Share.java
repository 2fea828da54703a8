package dev.trikk.inventory;

/**
 * Some of the pairs of a pool: a number of them, or a part.
 *
 * @param amount pairs, or percent of all pairs; at least 1
 * @param percent whether it is percent
 */
public record Share(int amount, boolean percent) {
    public Share {
        if (amount < 1 || (percent && amount > 100)) {
            throw new IllegalArgumentException("a share of " + amount + (percent ? "%" : "") + " makes no sense");
        }
    }

    /** So many of that many pairs: at least one, and of a part rounded down, at most all. */
    public int of(int pairs) {
        int some = percent ? pairs * amount / 100 : amount;
        return Math.max(1, Math.min(some, pairs));
    }
}
