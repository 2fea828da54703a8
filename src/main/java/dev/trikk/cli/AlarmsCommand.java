package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.OperationViews;
import picocli.CommandLine.Command;

/** Lists open alarms. */
@Command(name = "alarms", description = "Lists open alarms, the oldest first.")
final class AlarmsCommand extends Asking {

    AlarmsCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Tree all = desk.client().get("/api/alarms");
        return desk.show(all, look -> OperationViews.alarms(all, desk.now(), look));
    }
}
