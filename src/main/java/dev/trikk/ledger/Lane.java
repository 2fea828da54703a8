package dev.trikk.ledger;

/**
 * The deployments of one application in one environment: one at a time.
 *
 * @param application name of the application
 * @param environment name of the environment
 */
public record Lane(String application, String environment) {}
