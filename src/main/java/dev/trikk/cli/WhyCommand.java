package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.Paragraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says where a deployment stands, and why. */
@Command(name = "why", description = "Says where a deployment or a request stands, and why.")
final class WhyCommand extends Asking {
    @Parameters(paramLabel = "ID", description = "Of a deployment or a request.")
    private String id;

    WhyCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Tree said = desk.client().get(Paths.of("deployments", id, "why"));
        return desk.show(said, look -> Paragraph.of(said.text("says"), look));
    }
}
