package dev.trikk.cli.http;

import java.util.Optional;

/**
 * What came over the stream of events.
 *
 * @param kind what it is
 * @param id of an event; whoever goes on after it names it
 * @param text the data of an event, or why there is no stream
 */
public record Sent(Kind kind, Optional<String> id, String text) {

    /** Of what kind it is. */
    public enum Kind {
        /** An event. */
        EVENT,
        /** The stream is open, for the first time or again. */
        OPENED,
        /** The stream is not there, and is being opened again. */
        LOST,
        /** The stream will not come back: the daemon refuses it. */
        REFUSED
    }
}
