package dev.trikk.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets a deployment stand still after the step at hand. */
@Command(
        name = "hold",
        description = "Lets a deployment stand still after the step at hand, until somebody approves it.")
final class HoldCommand extends Asking {
    @Parameters(paramLabel = "ID", description = "Which deployment.")
    private String id;

    HoldCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        return desk.say(Steering.command(desk, id, "hold", Map.of()));
    }
}
