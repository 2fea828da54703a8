package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Result;
import java.util.List;

/**
 * A step that one deployment has ridden.
 *
 * @param boarding its right to do it
 * @param results what was done, in order
 */
record Ride(Boarding boarding, List<Result> results) {}
