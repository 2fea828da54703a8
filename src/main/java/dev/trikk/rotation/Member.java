package dev.trikk.rotation;

/**
 * A member of a pool as its load balancer sees it.
 *
 * @param name what the balancer calls it
 * @param rotation whether it gets new traffic
 * @param healthy whether the balancer believes it works
 * @param sessions requests or connections it is serving or that wait for it
 */
public record Member(String name, Rotation rotation, boolean healthy, int sessions) {

    /** Where a member stands. */
    public enum Rotation {
        /** Gets new traffic. */
        IN,
        /** Gets none, finishes what it has. */
        DRAINING,
        /** Gets none. */
        OUT
    }

    /** Whether it serves new traffic now. */
    public boolean inService() {
        return rotation == Rotation.IN && healthy;
    }
}
