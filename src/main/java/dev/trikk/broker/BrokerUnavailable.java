package dev.trikk.broker;

/** The broker cannot be started or reached. The message says why and what to do. */
public final class BrokerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BrokerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
