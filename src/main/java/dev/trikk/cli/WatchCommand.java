package dev.trikk.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows one ride to its end, or everything that happens. */
@Command(
        name = "watch",
        description =
                "Follows a deployment or a train to its end, with the exit codes of deploy; without an ID whatever happens, until Ctrl-C.")
final class WatchCommand extends Asking {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "Of a deployment, a train or a request.")
    private String id;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Waiting.Spans.class,
            description = "Follow it for at most that long, such as 30m; exit code 5.")
    private Duration timeout;

    WatchCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) throws InterruptedException {
        Optional<Instant> deadline = Optional.ofNullable(timeout).map(desk.now()::plus);
        return id == null ? new FollowAll(desk, deadline).run() : new Follow(desk, Rides.of(desk, id), deadline).run();
    }
}
