package dev.trikk.ledger;

import java.util.Optional;

/** What was answered to commands. Blocking, errors, threads and nodes as with {@link Ledger}. */
public interface Commands {

    /** The answer to a command that was done before. */
    Optional<String> answered(String id);

    /** Notes the answer to a command. Repeated with the same id, the first one stands. */
    void answered(String id, String answer);
}
