package dev.trikk.script;

import dev.trikk.inventory.Control;
import dev.trikk.remote.Script;

/** Marks the application as disabled, so that nothing starts it again, and then stops it. */
public final class DisableScript {
    private DisableScript() {}

    /** Without a release behind the link there is nothing to mark; making the folder would only block the next install. */
    private static final String DISABLE =
            """
            if [ -d "$link" ]; then mark "$link"; fi
            stop
            """;

    /** For a server on which the application shall not run. */
    public static Script of(Errand errand) {
        Control control = errand.application().control();
        return Frame.forCommands("disable", errand)
                .let("link", errand.link())
                .let("stop_command", control.stop())
                .let("status_command", control.status())
                .then(Parts.STOP)
                .then(Duty.REST.mark())
                .then(DISABLE)
                .script();
    }
}
