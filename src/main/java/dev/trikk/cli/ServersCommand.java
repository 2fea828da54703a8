package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.InventoryViews;
import picocli.CommandLine.Command;

/** Lists servers and what runs on them. */
@Command(name = "servers", description = "Lists servers and what runs on them.")
final class ServersCommand extends Asking {

    ServersCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Tree all = desk.client().get("/api/servers");
        return desk.show(all, look -> InventoryViews.servers(all, look));
    }
}
