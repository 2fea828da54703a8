package dev.trikk.chaos;

import java.time.Duration;

/**
 * Something that is done to a world.
 *
 * @param at after the beginning
 * @param words what it is, for a person
 */
record Deed(Duration at, String words, Act act) {
    /** What it does; may fail when the world is in no state for it, which is all right. */
    @FunctionalInterface
    interface Act {
        void on(World world) throws Exception;
    }

    @Override
    public String toString() {
        return "%5.1f s  %s".formatted(at.toMillis() / 1000.0, words);
    }
}
