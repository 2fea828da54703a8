package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import java.util.List;
import java.util.Optional;

/**
 * What a channel is given to tell of.
 *
 * @param event what happened; its id is the same each time the notice comes
 * @param deployment to which deployment, as the ledger knows it now; none for a rejected request and most alarms
 * @param results all its results, in order
 */
public record Notice(Event event, Optional<Deployment> deployment, List<Result> results) {}
