package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.InventoryViews;
import picocli.CommandLine.Command;

/** Lists environments and their rules. */
@Command(name = "envs", description = "Lists environments and their rules.")
final class EnvsCommand extends Asking {

    EnvsCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Tree all = desk.client().get("/api/environments");
        return desk.show(all, look -> InventoryViews.environments(all, look));
    }
}
