package dev.trikk.api.http;

import dev.trikk.ledger.Records.Numbered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which events can be told without passing one by. A number is taken before its event is committed, so one with a smaller number may
 * still come; after a while it will not, for the numbers of what was never committed stay unused. Pure.
 */
final class Gapless {
    /** A transaction of the ledger takes some milliseconds. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

    private Gapless() {}

    /** @param found events after that number, in order */
    static List<Numbered> of(List<Numbered> found, long after, Instant now) {
        List<Numbered> told = new ArrayList<>();
        long last = after;
        for (Numbered one : found) {
            boolean follows = one.number() == last + 1;
            if (!follows && one.event().at().plus(LONG_ENOUGH).isAfter(now)) {
                break;
            }
            told.add(one);
            last = one.number();
        }
        return told;
    }
}
