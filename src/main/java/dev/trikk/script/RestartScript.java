package dev.trikk.script;

import dev.trikk.inventory.Control;
import dev.trikk.remote.Script;

/**
 * Stops and starts the application with the commands of its inventory entry. What the start prints, and a daemon after it,
 * goes to {@code .trikk/USER.start.log}; its end is shown when the start fails. Repeated, it restarts again.
 */
public final class RestartScript {
    private RestartScript() {}

    private static final String RESTART =
            """
            stop
            detached "$start_command" ".trikk/$user.start.log" ||
                die CONTROL "cannot start $user: '$start_command' ended with $?"
            """;

    /** For a server on which the application shall run. */
    public static Script of(Errand errand) {
        Control control = errand.application().control();
        return Frame.forCommands("restart", errand)
                .let("stop_command", control.stop())
                .let("start_command", control.start())
                .let("status_command", control.status())
                .then(Parts.STOP)
                .then(Parts.DETACHED)
                .then(RESTART)
                .script();
    }
}
