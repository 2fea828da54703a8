package dev.trikk.ledger;

/** The words for what is done on a server or at the balancer, as they stand in the ledger and in every report. */
public final class Action {
    /** The zip is downloaded and verified. */
    public static final String FETCH = "fetch";

    /** The zip of a local release is sent and verified. */
    public static final String UPLOAD = "upload";

    /** The release is unpacked beside the running one; its output names the release in use before. */
    public static final String INSTALL = "install";

    /** The member's new traffic is stopped and its last sessions are awaited. */
    public static final String DRAIN = "drain";

    /** The symlink is pointed at the new release. */
    public static final String SWITCH = "switch";

    /** The process is stopped and started. */
    public static final String RESTART = "restart";

    /** The application is asked whether it is up. */
    public static final String CHECK = "check";

    /** The httpd is reloaded gracefully. */
    public static final String RELOAD = "reload";

    /** The member gets traffic again. */
    public static final String RESTORE = "restore";

    /** The server is put back on the release it had before. */
    public static final String BACK = "back";

    /** The process is stopped and marked as not to run. */
    public static final String DISABLE = "disable";

    /** The server is asked what it really runs. */
    public static final String VERIFY = "verify";

    /** Old releases are deleted. */
    public static final String PRUNE = "prune";

    private Action() {}
}
