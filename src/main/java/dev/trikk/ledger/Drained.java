package dev.trikk.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A member that was taken out of rotation and not yet put back: written before the balancer is told, so that whoever
 * finds it knows who did it and until when it may last.
 *
 * @param environment name of the environment
 * @param pool name of the pool
 * @param member what the balancer calls it
 * @param deployment for which deployment; empty when a person did it by hand
 * @param since when
 * @param until after this somebody must look
 * @param hand who did it, where that was a person: it stays out until it is put back by hand
 */
public record Drained(
        String environment,
        String pool,
        String member,
        String deployment,
        Instant since,
        Instant until,
        Optional<Hand> hand) {
    /** Nobody must look. Databases know no later time that both understand. */
    public static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * A person.
     *
     * @param by who
     * @param reason why; may be empty
     */
    public record Hand(String by, String reason) {

        /** The same in words. */
        public String inWords() {
            return by + (reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /** One that a deployment has drained. */
    public Drained(String environment, String pool, String member, String deployment, Instant since, Instant until) {
        this(environment, pool, member, deployment, since, until, Optional.empty());
    }

    /** One that a person has drained. */
    public static Drained byHand(
            String environment, String pool, String member, Hand hand, Instant since, Optional<Instant> until) {
        return new Drained(environment, pool, member, "", since, until.orElse(FOREVER), Optional.of(hand));
    }

    /** Whether it is about a member of that pool. */
    public boolean isIn(String anyEnvironment, String anyPool) {
        return environment.equals(anyEnvironment) && pool.equals(anyPool);
    }

    /** On whose behalf it is out, in words. */
    public String whose() {
        return hand.map(person -> "by hand, by " + person.inWords()).orElse("by " + deployment);
    }
}
