package dev.trikk.inventory;

/**
 * When an environment takes no new deployments.
 *
 * @param when the times
 * @param reason why, for whoever is refused
 * @param rollbacks whether an environment may be put back meanwhile
 */
public record Freeze(Schedule when, String reason, boolean rollbacks) {}
