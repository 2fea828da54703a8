package dev.trikk.chaos;

/**
 * A deployment that somebody wants.
 *
 * @param healthy whether the application of that release gets well
 */
record Request(String id, String application, String version, boolean healthy) {}
