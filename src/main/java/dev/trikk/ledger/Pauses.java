package dev.trikk.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Which stages stand still because a person wants it. The nodes follow what stands here; it lasts over their restarts. Blocking,
 * errors, threads and nodes as with {@link Ledger}.
 */
public interface Pauses {

    /**
     * Lets a stage stand still.
     *
     * @return whether it went on until now; one that is paused already keeps who paused it, since when and why
     */
    boolean pause(String stage, String by, String reason);

    /**
     * Lets a stage go on. For deployments that have waited for it, the time in which nothing moved begins now.
     *
     * @param by who wants it
     * @return the pause that is over; nothing when it was not paused
     */
    Optional<PausedStage> resume(String stage, String by);

    /** The stages that stand still, by name. */
    List<PausedStage> paused();
}
