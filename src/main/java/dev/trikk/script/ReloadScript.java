package dev.trikk.script;

import dev.trikk.remote.Script;

/**
 * Has the httpd of a proxy reload its configuration. A graceful reload starts an httpd that was down, so the command's
 * output goes to {@code .trikk/USER.reload.log}.
 */
public final class ReloadScript {
    private ReloadScript() {}

    private static final String RELOAD =
            """
            detached "$reload_command" ".trikk/$user.reload.log" ||
                die CONTROL "cannot reload the httpd: '$reload_command' ended with $?"
            """;

    /** For a proxy whose httpd serves the application. */
    public static Script of(Errand errand) {
        return Frame.forCommands("reload", errand)
                .let("reload_command", errand.application().reload())
                .then(Parts.DETACHED)
                .then(RELOAD)
                .script();
    }
}
