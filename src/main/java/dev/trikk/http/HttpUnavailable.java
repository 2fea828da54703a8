package dev.trikk.http;

import dev.trikk.outage.Outage;
import java.time.Duration;
import java.util.Optional;

/** There was no complete reply, or one that asks to come back later. */
public final class HttpUnavailable extends Outage {
    private static final long serialVersionUID = 1;

    /**
     * An outage.
     *
     * @param who is away, as it reads after "waits for"
     * @param after how long it asks to wait
     */
    public HttpUnavailable(String who, String message, Optional<Duration> after, Throwable cause) {
        super(who, message, after, cause);
    }
}
