package dev.trikk.api;

import java.util.Optional;

/** Whom the tokens stand for. */
public interface Callers {

    /**
     * The caller of a token; nobody when it is unknown, revoked or expired. Takes the same time for every unknown one. Reads a
     * small file at most; safe for several threads.
     */
    Optional<Caller> of(String token);
}
