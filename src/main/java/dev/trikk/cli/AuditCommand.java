package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.OperationViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists who has changed what. */
@Command(name = "audit", description = "Lists who has changed what over the API, the newest first.")
final class AuditCommand extends Asking {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many. Default: ${DEFAULT-VALUE}")
    private int limit;

    AuditCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Tree all = new Pages(desk, "/api/audit").first(limit);
        return desk.show(
                all, look -> OperationViews.audit(all, desk.shell().clock().getZone(), look));
    }
}
