/**
 * The listener for requests, events of code hosts and builds over HTTP, on Camel's platform-http (Vert.x).
 * Read {@link dev.trikk.intake.http.Intake} first.
 * May depend on {@code dev.trikk.intake} and other feature roots, {@code dev.trikk.config}, Camel, Vert.x and Jackson.
 */
package dev.trikk.intake.http;
