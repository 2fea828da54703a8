package dev.trikk.inventory;

import java.time.Duration;

/**
 * How a member leaves the rotation.
 *
 * @param deadline how long to wait for its last session
 * @param onDeadline what to do with sessions that are still there then
 */
public record Drain(Duration deadline, OnDeadline onDeadline) {

    /** What happens when sessions remain at the deadline. */
    public enum OnDeadline {
        /** Put the member back and fail the step: no session is cut. */
        ABORT,
        /** Go on: the remaining sessions are cut by the restart. */
        FORCE
    }
}
