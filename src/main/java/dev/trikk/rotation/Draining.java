package dev.trikk.rotation;

import java.time.Duration;

/**
 * A member on its way out, as far as its session counts tell. One zero is no proof: a balancer's count is zero between two
 * requests of one client too, so several in a row are asked for.
 *
 * @param deadline how long it may take
 * @param zeros how often in a row nobody was there
 * @param sessions how many were there at last
 * @param decision what to do now
 */
public record Draining(Duration deadline, int zeros, int sessions, Decision decision) {
    private static final int ENOUGH_ZEROS = 3;

    /** What to do with a member that drains. */
    public enum Decision {
        /** Count again. */
        WAIT,
        /** It is quiet. */
        DONE,
        /** Time is over and it is not quiet. */
        DEADLINE
    }

    /** Nothing counted yet. */
    public static Draining until(Duration deadline) {
        return new Draining(deadline, 0, 0, Decision.WAIT);
    }

    /**
     * After one more count. Once decided it stays so.
     *
     * @param count sessions there now
     * @param elapsed since the member was drained
     */
    public Draining next(int count, Duration elapsed) {
        if (decision != Decision.WAIT) {
            return this;
        }
        int zerosNow = count == 0 ? zeros + 1 : 0;
        return new Draining(deadline, zerosNow, count, decide(zerosNow, elapsed));
    }

    private Decision decide(int zerosNow, Duration elapsed) {
        if (zerosNow >= ENOUGH_ZEROS) {
            return Decision.DONE;
        }
        return elapsed.compareTo(deadline) < 0 ? Decision.WAIT : Decision.DEADLINE;
    }
}
