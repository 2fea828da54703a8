package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.OperationViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists stages, and pauses or resumes one. */
@Command(
        name = "stages",
        description =
                "Lists stages; trikk stages pause NAME lets one begin nothing new, trikk stages resume NAME lets it go on.")
final class StagesCommand extends Asking {
    /** What can be done. */
    enum What {
        LIST,
        PAUSE,
        RESUME
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WHAT",
            defaultValue = "list",
            description = "list (the default), pause or resume.")
    private What what;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The stage.")
    private String name;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; others see it.")
    private String reason;

    StagesCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        if (what == What.LIST) {
            Tree all = desk.client().get("/api/stages");
            return desk.show(all, look -> OperationViews.stages(all, desk.now(), look));
        }
        if (name == null) {
            throw new Trouble(Exit.USAGE, "Which stage? Such as: trikk stages pause rotate --reason \"a new switch\"");
        }
        return desk.say(
                what == What.PAUSE
                        ? desk.client().post(Paths.of("stages", name, "pause"), Steering.reason(reason))
                        : desk.client().post(Paths.of("stages", name, "resume"), null));
    }
}
