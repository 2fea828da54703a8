package dev.trikk.notify.hipchat;

import dev.trikk.http.Http;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Reply;
import dev.trikk.notify.Headline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What both versions have in common: colours, and how long to wait after too many messages. */
final class Room {
    static final String FROM = "Trikk";

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private Room() {}

    static String colour(Headline outcome) {
        return switch (outcome) {
            case SUCCEEDED, ALL_CLEAR -> "green";
            case FAILED, ALARM -> "red";
            case PARTIAL, ROLLED_BACK -> "yellow";
            case HELD -> "purple";
            case CANCELLED, REJECTED, DIGEST -> "gray";
        };
    }

    /** Whether people are to be disturbed. */
    static boolean isLoud(Headline outcome) {
        return switch (outcome) {
            case FAILED, PARTIAL, ALARM, HELD -> true;
            case SUCCEEDED, ROLLED_BACK, CANCELLED, REJECTED, DIGEST, ALL_CLEAR -> false;
        };
    }

    /** HipChat does not say how long to wait, but when each of its two limits begins anew. */
    static Reply judged(Http http, Reply reply) {
        if (reply.status() == 429) {
            Optional<Duration> after = reply.retryAfter().or(() -> Stream.of("x-ratelimit", "x-floodcontrol")
                    .filter(limit ->
                            reply.header(limit + "-remaining").orElse("0").equals("0"))
                    .flatMap(limit -> reply.header(limit + "-reset").stream())
                    .filter(reset -> SECONDS.matcher(reset).matches())
                    .map(reset -> Duration.between(reply.at(), Instant.ofEpochSecond(Long.parseLong(reset))))
                    .filter(wait -> !wait.isNegative())
                    .max(Duration::compareTo)
                    .map(wait -> wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
            throw new HttpUnavailable(
                    http.link().name(), http.link().inWords() + " has had too many messages (status 429)", after, null);
        }
        return http.judged(reply);
    }
}
