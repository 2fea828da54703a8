package dev.trikk.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets a held deployment go on. */
@Command(name = "approve", description = "Lets a deployment that is held go on.")
final class ApproveCommand extends Asking {
    @Parameters(paramLabel = "ID", description = "Which deployment.")
    private String id;

    ApproveCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        return desk.say(Steering.command(desk, id, "approve", Map.of()));
    }
}
