package dev.trikk.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a freeze that was made by hand. */
@Command(name = "thaw", description = "Ends a freeze that was made by hand.")
final class ThawCommand extends Asking {
    @Parameters(paramLabel = "ENV", description = "The environment.")
    private String environment;

    ThawCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        return desk.say(desk.client().delete(Paths.of("environments", environment, "freeze")));
    }
}
