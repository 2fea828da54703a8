package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.InventoryViews;
import picocli.CommandLine.Command;

/** Lists pools and members, as the load balancers see them now. */
@Command(name = "pools", description = "Lists pools and members, as the load balancers see them now.")
final class PoolsCommand extends Asking {

    PoolsCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Tree all = desk.client().get("/api/pools");
        return desk.show(all, look -> InventoryViews.pools(all, desk.now(), look));
    }
}
