package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.InventoryViews;
import picocli.CommandLine.Command;

/** Lists applications, and what each environment is on. */
@Command(name = "apps", description = "Lists applications, and what each environment is on.")
final class AppsCommand extends Asking {

    AppsCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Tree all = desk.client().get("/api/applications");
        return desk.show(all, look -> InventoryViews.applications(all, look));
    }
}
