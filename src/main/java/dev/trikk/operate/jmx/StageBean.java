package dev.trikk.operate.jmx;

import dev.trikk.control.Reply;
import dev.trikk.ledger.PausedStage;
import dev.trikk.operate.QueueState;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a stage when it is asked. */
record StageBean(String name, Ports ports) implements StageView {
    /** JMX does not say who somebody is. */
    static final String BY = "JMX";

    @Override
    public String getState() {
        return ports.counts().apply(name).isOpen() ? "OPEN" : "CLOSED";
    }

    @Override
    public boolean isPaused() {
        return paused().isPresent();
    }

    @Override
    public String getPausedBy() {
        return paused().map(PausedStage::inWords).orElse("");
    }

    private Optional<PausedStage> paused() {
        return ports.pauses().paused().stream()
                .filter(stage -> stage.stage().equals(name))
                .findFirst();
    }

    @Override
    public long getWaiting() {
        return ports.watch()
                .queue(ports.counts().apply(name).queue())
                .map(QueueState::messages)
                .orElse(-1L);
    }

    @Override
    public long getInFlight() {
        return ports.counts().apply(name).inFlight();
    }

    @Override
    public long getDone() {
        return ports.counts().apply(name).done();
    }

    @Override
    public long getFailed() {
        return ports.counts().apply(name).failed();
    }

    @Override
    public String pause(String reason) {
        return said(() -> ports.stages().pause(name, BY, reason == null ? "" : reason));
    }

    @Override
    public String resume() {
        return said(() -> ports.stages().resume(name, BY));
    }

    /** A client may not have the class of an exception: what went wrong is said like everything else. */
    static String said(Supplier<Reply> work) {
        try {
            return work.get().says();
        } catch (RuntimeException e) {
            return "Not done: " + e.getMessage() + ".";
        }
    }
}
