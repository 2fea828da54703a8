package dev.trikk.plan;

import java.util.Locale;

/** One kind of work in the pipeline: a queue, a route file and a processor, all of the same name. */
public enum Stage {
    /** The servers download and verify the zip. */
    FETCH,
    /** The zip of a local release, or one that only Trikk may download, is sent to the servers. */
    UPLOAD,
    /** The release is unpacked beside the running one. */
    INSTALL,
    /** Servers outside the rotation are pointed at the release. */
    SWITCH,
    /** One pair leaves the rotation, is switched, restarted, checked, and returns. */
    ROTATE,
    /** The deployment stands still, until time has passed or a person approves. */
    HOLD,
    /** Servers are restarted where they stand, all at once. */
    RESTART,
    /** Where the application shall not run it is stopped and marked. */
    DISABLE,
    /** Every server is asked what it really runs. */
    VERIFY,
    /** Old releases are deleted. */
    PRUNE,
    /** The deployment ends, and whoever waits is told. */
    FINISH;

    /** Name of its queue after {@code trikk.}, of its route and of its processor. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
