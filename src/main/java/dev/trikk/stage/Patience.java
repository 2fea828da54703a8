package dev.trikk.stage;

import dev.trikk.ledger.Result;
import dev.trikk.outage.Attempts;
import dev.trikk.remote.Outcome;
import dev.trikk.script.ExitCode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a step waits for servers that cannot do their part now. Once something else has gone wrong, too, waiting would mend
 * nothing.
 */
final class Patience {
    private final Duration patience;
    private final Clock clock;

    Patience(Duration patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
    }

    /** What is wrong with a step that shall be tried again, if it shall. */
    Optional<ServerAway> with(List<Result> results, Attempts attempts) {
        List<Result> errors = results.stream().filter(result -> !result.isOk()).toList();
        return errors.isEmpty()
                        || attempts.lasted(clock.instant()).compareTo(patience) >= 0
                        || !errors.stream().allMatch(Patience::mayPass)
                ? Optional.empty()
                : Optional.of(ServerAway.of(errors));
    }

    private static boolean mayPass(Result error) {
        Optional<ExitCode> code = error.outcome().status() == Outcome.Status.FAILED
                ? ExitCode.of(error.outcome().exitCode())
                : Optional.empty();
        return error.outcome().status() == Outcome.Status.UNREACHABLE
                || code.equals(Optional.of(ExitCode.DOWNLOAD))
                || code.equals(Optional.of(ExitCode.BUSY));
    }
}
