package dev.trikk.health;

import java.net.URI;
import java.time.Duration;

/** Asks an application whether it is up. Safe for several threads. */
public interface Probe {

    /**
     * GETs a URL once. Never throws for what happens there: no connection, a reset and a timeout are answers too. May be
     * repeated at will; blocks for {@code timeout} at most.
     */
    Answer ask(URI url, Duration timeout);

    /**
     * What came back.
     *
     * @param status HTTP status, 0 when there was none
     * @param text start of the body, or what went wrong on the way
     */
    record Answer(int status, String text) {}
}
