package dev.trikk.script;

import dev.trikk.inventory.Control;
import dev.trikk.remote.Script;

/** Stops the application: the way back of a first deployment. */
public final class StopScript {
    private StopScript() {}

    /** For a server on which the application may run. */
    public static Script of(Errand errand) {
        Control control = errand.application().control();
        return Frame.forCommands("stop", errand)
                .let("stop_command", control.stop())
                .let("status_command", control.status())
                .then(Parts.STOP)
                .then("stop\n")
                .script();
    }
}
