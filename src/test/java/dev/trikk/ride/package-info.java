/**
 * Whole deployments on a real fleet: a daemon in this JVM, servers from {@code fleet/up}, a client that never stops asking.
 * Read {@link dev.trikk.ride.Ground} first. Needs root and Linux, as the fleet does.
 */
package dev.trikk.ride;
