package dev.trikk.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does what a deployment has left undone. */
@Command(name = "retry", description = "Does what is left undone, of a deployment that has ended or stands still.")
final class RetryCommand extends Asking {
    @Parameters(paramLabel = "ID", description = "Which deployment.")
    private String id;

    @Option(names = "--exclude", paramLabel = "SERVER", description = "Leave this server as it is. May be repeated.")
    private List<String> exclude = new ArrayList<>();

    RetryCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Map<String, Object> more = exclude.isEmpty() ? Map.of() : Map.of("exclude", List.copyOf(exclude));
        return desk.say(Steering.command(desk, id, "retry", more));
    }
}
