package dev.trikk.ledger;

/**
 * What a person wants of a deployment that is on its way. It is heard when the step at hand is done.
 *
 * @param kind what
 * @param by who
 */
public record Wish(Kind kind, String by) {

    /** What a person can want. */
    public enum Kind {
        /** Stand still, until somebody approves. */
        HOLD,
        /** Put back what was touched, and end. */
        CANCEL,
        /** Leave everything as it is now, and end. */
        CANCEL_AND_STAY
    }

    /** Whether the deployment shall end. */
    public boolean isCancel() {
        return kind != Kind.HOLD;
    }
}
