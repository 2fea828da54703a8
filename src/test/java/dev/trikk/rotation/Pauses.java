package dev.trikk.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;

/** Time for tests: what is paused has passed, without anyone waiting. */
public final class Pauses extends Clock implements Pause {
    private Instant now = Instant.EPOCH;

    /** Really waits. */
    public static Pause real() {
        return duration -> LockSupport.parkNanos(duration.toNanos());
    }

    public Duration passed() {
        return Duration.between(Instant.EPOCH, now);
    }

    @Override
    public void pause(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
