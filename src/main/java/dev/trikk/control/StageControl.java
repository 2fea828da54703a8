package dev.trikk.control;

/**
 * What a person may do to a stage on all nodes. Changes the ledger and returns; the nodes follow within seconds. Safe for several
 * threads. Throws {@link dev.trikk.outage.Outage} when the ledger cannot be asked; nothing is changed then.
 */
public interface StageControl {

    /**
     * Lets a stage stand still: steps at hand are finished, others wait in its queue. One that is paused already keeps who paused
     * it and why.
     *
     * @param reason why; may be empty
     * @return what was done, or why not
     */
    Reply pause(String stage, String by, String reason);

    /**
     * Lets a stage go on. Repeated, it changes nothing.
     *
     * @return what was done, or why not
     */
    Reply resume(String stage, String by);
}
