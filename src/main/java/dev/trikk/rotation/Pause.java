package dev.trikk.rotation;

import java.time.Duration;

/** Lets time pass. The only way for the pure parts to wait, so that tests need not. */
@FunctionalInterface
public interface Pause {

    /** Returns after {@code duration}, or throws when the thread is interrupted. */
    void pause(Duration duration);
}
