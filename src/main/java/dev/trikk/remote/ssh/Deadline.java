package dev.trikk.remote.ssh;

import java.time.Duration;

/** A moment after which nobody waits any longer; on the monotonic clock, so that a corrected clock does not move it. */
record Deadline(Duration whole, long nanos) {

    static Deadline after(Duration whole) {
        return new Deadline(whole, System.nanoTime() + whole.toNanos());
    }

    /** Never negative. */
    long leftNanos() {
        return Math.max(0, nanos - System.nanoTime());
    }

    boolean isOver() {
        return leftNanos() == 0;
    }

    /** The nearer of this moment and {@code wait} from now. */
    Deadline atMost(Duration wait) {
        return wait.toNanos() < leftNanos() ? after(wait) : this;
    }
}
