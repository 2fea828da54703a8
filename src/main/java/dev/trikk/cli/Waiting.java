package dev.trikk.cli;

import dev.trikk.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How long a command follows what it has begun. */
final class Waiting {
    @Option(names = "--no-wait", description = "Return as soon as the request is on the queue.")
    private boolean not;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Spans.class,
            description = "Follow it for at most that long, such as 30m. It goes on afterwards; exit code 5.")
    private Duration timeout;

    boolean not() {
        return not;
    }

    Optional<Instant> deadline(Instant now) {
        return Optional.ofNullable(timeout).map(now::plus);
    }

    /** Reads durations as all of Trikk does. */
    static final class Spans implements picocli.CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text)
                    .orElseThrow(() -> new picocli.CommandLine.TypeConversionException(
                            "'" + text + "' is not " + Durations.FORMS));
        }
    }
}
