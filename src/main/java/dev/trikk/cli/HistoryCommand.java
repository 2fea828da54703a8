package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.DeploymentViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists deployments, the newest first. */
@Command(name = "history", description = "Lists deployments, the newest first.")
final class HistoryCommand extends Asking {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "APP",
            description = "Only those of this application; - for all.")
    private String application;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ENV", description = "Only those to this environment.")
    private String environment;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many. Default: ${DEFAULT-VALUE}")
    private int limit;

    HistoryCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Pages pages = new Pages(
                desk,
                Paths.with(
                        "/api/deployments",
                        "application",
                        "-".equals(application) ? null : application,
                        "environment",
                        environment));
        Tree all = pages.first(limit);
        return desk.show(
                all, look -> DeploymentViews.history(all, desk.shell().clock().getZone(), look));
    }
}
