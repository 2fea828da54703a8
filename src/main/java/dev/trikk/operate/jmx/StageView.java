package dev.trikk.operate.jmx;

/** A stage as a bean. */
@Description("One kind of work in the pipeline: its queue, and what this node does of it")
public interface StageView {

    /** Whether it takes messages on this node. */
    @Description("OPEN: takes messages on this node; CLOSED: takes none, as it is paused or its route was stopped")
    String getState();

    /** Whether it is paused on all nodes. */
    @Description("Whether it stands still on all nodes because a person wants it")
    boolean isPaused();

    /** Who has paused it, and why. */
    @Description("Who has paused it, since when and why; empty when nobody has")
    String getPausedBy();

    /** Messages that wait. */
    @Description("Messages in its queue, those at hand included; -1 when the broker does not tell")
    long getWaiting();

    /** Messages at hand. */
    @Description("Messages at hand on this node")
    long getInFlight();

    /** Messages that were worked on. */
    @Description("Messages worked on by this node since it was started")
    long getDone();

    /** Messages that were given back. */
    @Description("Messages that this node could not work on since it was started; they are tried again")
    long getFailed();

    /** Pauses it. */
    @Description("Lets it stand still on all nodes: steps at hand are finished, others wait. Says what was done")
    String pause(@Description("Why; shown to whoever asks what a deployment waits for") String reason);

    /** Resumes it. */
    @Description("Lets it go on on all nodes. Says what was done")
    String resume();
}
