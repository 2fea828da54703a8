package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Result;
import java.util.List;

/** What one stage does in one step. Acting twice equals acting once: a crash in the middle repeats the step. */
@FunctionalInterface
public interface StageWork {

    /**
     * Does the step and tells what happened, server by server; what goes wrong on a server is a result, too.
     *
     * @throws RuntimeException when the stage itself could not work: the message is delivered again later
     */
    List<Result> ride(Boarding boarding);
}
