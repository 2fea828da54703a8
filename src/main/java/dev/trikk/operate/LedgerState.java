package dev.trikk.operate;

import dev.trikk.ledger.Drained;
import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Tally;
import java.util.List;

/**
 * What stood in the ledger.
 *
 * @param tally how much is under way
 * @param drained members that are out of rotation
 * @param paused stages that stand still
 */
public record LedgerState(Tally tally, List<Drained> drained, List<PausedStage> paused) {}
