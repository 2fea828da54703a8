package dev.trikk.ledger;

import java.time.Instant;

/**
 * A stage that takes no messages on any node until somebody lets it go on.
 *
 * @param stage name of its route
 * @param by who paused it
 * @param since when
 * @param reason why; may be empty
 */
public record PausedStage(String stage, String by, Instant since, String reason) {

    /** The stage at which requests become deployments. */
    public static final String ACCEPT = "accept";
    /** The stage at which deployments enter their lanes. */
    public static final String ADMIT = "admit";

    /** Whether a deployment does not go on before this stage does. */
    public boolean isNextOf(Deployment deployment) {
        return switch (deployment.state()) {
            case WAITING -> stage.equals(ADMIT);
            case ACTIVE -> stage.equals(deployment.step().stage().word());
            case HELD, ENDED -> false;
        };
    }

    /** The same in words, with what to type. */
    public String inWords() {
        return stage + " is paused by " + by + " since " + since + (reason.isEmpty() ? "" : ": " + reason)
                + "; trikk stages resume " + stage + " lets it go on";
    }
}
