package dev.trikk.cli.http;

import java.time.Duration;

/** Waits. Tests do not. */
@FunctionalInterface
public interface Pause {
    /** Waits that long, or until the thread is interrupted. */
    void last(Duration duration) throws InterruptedException;
}
