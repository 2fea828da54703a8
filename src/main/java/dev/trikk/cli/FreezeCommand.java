package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets nothing new begin in an environment. */
@Command(name = "freeze", description = "Lets nothing new begin in an environment, from now on.")
final class FreezeCommand extends Asking {
    @Parameters(paramLabel = "ENV", description = "The environment.")
    private String environment;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; whoever is refused reads it.")
    private String reason;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            description =
                    "A time such as 2026-12-24T18:00 (yours) or 2026-12-24T17:00:00Z, or a span such as 2h. Default: until it is thawed.")
    private String until;

    FreezeCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Map<String, Object> freeze = new LinkedHashMap<>();
        freeze.put("reason", reason);
        if (until != null) {
            freeze.put("until", Until.parse(until, desk.shell().clock()).toString());
        }
        return desk.say(desk.client().put(Paths.of("environments", environment, "freeze"), Tree.of(freeze)));
    }
}
