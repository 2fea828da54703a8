package dev.trikk.notify;

import dev.trikk.ledger.Deployment;

/** How it went, in the word with which subject and text begin. */
public enum Headline {
    SUCCEEDED("#1a7f37"),
    FAILED("#cf222e"),
    PARTIAL("#9a5b00"),
    ROLLED_BACK("#9a5b00"),
    CANCELLED("#57606a"),
    REJECTED("#57606a"),
    HELD("#57606a"),
    DIGEST("#57606a"),
    ALARM("#cf222e"),
    ALL_CLEAR("#1a7f37");

    private final String colour;

    Headline(String colour) {
        this.colour = colour;
    }

    static Headline of(Deployment.Ending ending) {
        return switch (ending) {
            case SUCCEEDED -> SUCCEEDED;
            case FAILED -> FAILED;
            case PARTIAL -> PARTIAL;
            case ROLLED_BACK -> ROLLED_BACK;
            case CANCELLED -> CANCELLED;
        };
    }

    /** A colour on which white can be read. */
    public String colour() {
        return colour;
    }
}
