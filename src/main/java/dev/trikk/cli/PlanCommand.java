package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.PlanView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a deployment would do, and does nothing. */
@Command(name = "plan", description = "Shows what a deployment would do, server by server; nothing is done.")
final class PlanCommand extends Asking {
    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    private String application;

    @Parameters(index = "1", paramLabel = "VERSION", description = "As of deploy.")
    private String version;

    @Parameters(index = "2", paramLabel = "ENV", description = "The environment.")
    private String environment;

    @Option(names = "--scripts", description = "Show the exact scripts, too.")
    private boolean scripts;

    PlanCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        RequestForm request = new RequestForm(RequestForm.newId())
                .with("application", application)
                .with("version", version)
                .with("environment", environment);
        Tree plan = desk.client().post("/api/plans", request.tree());
        return desk.show(plan, look -> PlanView.lines(plan, application, environment, scripts, look));
    }
}
