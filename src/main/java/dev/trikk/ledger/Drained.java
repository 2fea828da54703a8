package dev.trikk.ledger;

import java.time.Instant;

/**
 * A member that was taken out of rotation and not yet put back: written before the balancer is told, so that whoever
 * finds it knows who did it and until when it may last.
 *
 * @param environment name of the environment
 * @param pool name of the pool
 * @param member what the balancer calls it
 * @param deployment for which deployment
 * @param since when
 * @param until after this somebody must look
 */
public record Drained(
        String environment, String pool, String member, String deployment, Instant since, Instant until) {}
