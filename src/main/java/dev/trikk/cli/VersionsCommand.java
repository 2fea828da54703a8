package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.InventoryViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the versions of an application. */
@Command(name = "versions", description = "Lists the versions that an application's repository has, the newest first.")
final class VersionsCommand extends Asking {
    @Parameters(paramLabel = "APP", description = "The application.")
    private String application;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many, 0 for all. Default: ${DEFAULT-VALUE}")
    private int limit;

    VersionsCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Tree all = desk.client().get(Paths.of("applications", application, "versions"));
        return desk.show(all, look -> InventoryViews.versions(all, limit));
    }
}
