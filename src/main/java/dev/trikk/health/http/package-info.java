/**
 * Asks applications over HTTP. Read {@link dev.trikk.health.http.HttpProbe} first. May depend on {@code health} and the
 * JDK's HTTP client.
 */
package dev.trikk.health.http;
