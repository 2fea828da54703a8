package dev.trikk.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a deployment before it is done. */
@Command(
        name = "cancel",
        description = "Finishes the step at hand, puts back what was touched, and ends the deployment.")
final class CancelCommand extends Asking {
    @Parameters(paramLabel = "ID", description = "Which deployment.")
    private String id;

    @Option(names = "--stay", description = "Put nothing back.")
    private boolean stay;

    CancelCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        return desk.say(Steering.command(desk, id, "cancel", stay ? Map.of("stay", true) : Map.of()));
    }
}
