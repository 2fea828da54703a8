package dev.trikk.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * That a person lets an environment take nothing new.
 *
 * @param environment which
 * @param until when that ends by itself
 * @param reason why
 * @param by who
 * @param since when
 */
public record Frozen(String environment, Optional<Instant> until, String reason, String by, Instant since) {}
