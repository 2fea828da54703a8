package dev.trikk.cli;

import dev.trikk.cli.view.Ending;

/** How a command ends. Scripts rely on these: a code never changes its meaning. */
public enum Exit {
    /** It is done; a deployment that was followed has succeeded. */
    OK(0),
    /** Trikk has said no: there is no such thing, or it cannot be done now. */
    REFUSED(1),
    /** The command line is wrong; nothing was sent. */
    USAGE(2),
    /** The daemon does not answer, or too many ask it. */
    UNREACHABLE(3),
    /** There is no token, it is not known, or its roles do not allow this. */
    NOT_LET_IN(4),
    /** The time given by {@code --timeout} is over, or nobody has answered yet; what was asked for goes on. */
    TIME_IS_UP(5),
    /** The deployment has failed. */
    FAILED(10),
    /** The deployment has failed, and the servers are on what they ran before. */
    ROLLED_BACK(11),
    /** Some servers, or some applications of a train, are on the new release, others are not. */
    PARTIAL(12),
    /** Somebody has cancelled the deployment. */
    CANCELLED(13),
    /** The request was refused before anything was done. */
    REJECTED(14),
    /** Ctrl-C; what was followed goes on. */
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /** The number that the process ends with. */
    public int code() {
        return code;
    }

    static Exit of(Ending ending) {
        return switch (ending) {
            case SUCCEEDED -> OK;
            case ROLLED_BACK -> ROLLED_BACK;
            case FAILED -> FAILED;
            case PARTIAL -> PARTIAL;
            case CANCELLED -> CANCELLED;
            case REJECTED -> REJECTED;
        };
    }
}
