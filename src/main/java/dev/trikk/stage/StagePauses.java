package dev.trikk.stage;

import dev.trikk.control.Reply;
import dev.trikk.control.StageControl;
import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Pauses;
import dev.trikk.outage.Outage;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets stages stand still and go on: the ledger says which, and this node follows it, at once what was asked for here, and by a
 * clock what was asked for elsewhere. A stage that was stopped by other means is left alone.
 */
public final class StagePauses implements StageControl, Processor {
    private static final Logger LOG = LoggerFactory.getLogger(StagePauses.class);

    private final StageRoutes routes;
    private final Pauses pauses;
    /** Those that this node has closed, or found closed, for the ledger's sake. */
    private final Set<String> resting = new HashSet<>();

    /** Follows those pauses. */
    public StagePauses(StageRoutes routes, Pauses pauses) {
        this.routes = routes;
        this.pauses = pauses;
    }

    /** Names of the routes that must not be started with the others; call it once, before they are. */
    public synchronized List<String> restingAtStart() {
        // noted now: somebody may let them go on before the clock has looked for the first time
        pauses.paused().forEach(paused -> resting.add(paused.stage()));
        return List.copyOf(resting);
    }

    @Override
    public Reply pause(String stage, String by, String reason) {
        Optional<Reply> unknown = unknown(stage);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        boolean isNew = pauses.pause(stage, Quoted.line(by, ByHand.NAME), Quoted.line(reason, ByHand.REASON));
        List<PausedStage> paused = follow();
        LOG.info("{} is paused by {}: {}", stage, Quoted.of(by), Quoted.of(reason));
        return Reply.done(
                isNew
                        ? stage + " takes no more messages, on every node within seconds. Steps at hand are finished,"
                                + " others wait in " + routes.queues().get(stage) + ". trikk stages resume " + stage
                                + " lets it go on."
                        : paused.stream()
                                .filter(one -> one.stage().equals(stage))
                                .findFirst()
                                .map(one -> one.inWords() + ".")
                                .orElse(stage + " was just resumed by somebody else."));
    }

    @Override
    public Reply resume(String stage, String by) {
        Optional<Reply> unknown = unknown(stage);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        Optional<PausedStage> over = pauses.resume(stage, by);
        follow();
        over.ifPresent(pause -> LOG.info("{} goes on, says {}; it was paused by {}", stage, Quoted.of(by), pause.by()));
        return Reply.done(
                over.map(pause -> stage + " takes messages again, on every node within seconds. It was paused by "
                                + pause.by() + " since " + pause.since() + ".")
                        .orElse(stage + " is not paused."));
    }

    /** By the clock. What cannot be asked now is asked again a second later. */
    @Override
    public void process(Exchange exchange) {
        try {
            follow();
        } catch (Outage e) {
            LOG.debug("whether stages are paused cannot be told: {}", e.getMessage());
        }
    }

    private synchronized List<PausedStage> follow() {
        List<PausedStage> paused = pauses.paused();
        Set<String> wanted = paused.stream().map(PausedStage::stage).collect(Collectors.toSet());
        for (String stage : routes.names()) {
            if (wanted.contains(stage)) {
                rest(stage);
            } else if (resting.contains(stage)) {
                work(stage);
            }
        }
        return paused;
    }

    private void rest(String stage) {
        resting.add(stage);
        if (routes.isOpen(stage)) {
            routes.close(stage);
            LOG.info("{} takes no more messages here", stage);
        }
    }

    private void work(String stage) {
        try {
            routes.open(stage);
            resting.remove(stage);
            LOG.info("{} takes messages here", stage);
        } catch (Exception e) {
            LOG.warn("{} cannot be started, and is tried again: {}", stage, e.getMessage());
        }
    }

    private Optional<Reply> unknown(String stage) {
        Set<String> names = routes.names();
        return names.contains(stage)
                ? Optional.empty()
                : Optional.of(Reply.refused("There is no stage " + Quoted.of(stage) + Nearest.question(stage, names)
                        + " There are " + String.join(", ", names) + "."));
    }
}
