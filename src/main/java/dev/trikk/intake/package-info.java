/**
 * Requests that come over HTTP: whether they are taken, and which events of a code host become requests.
 * Read {@link dev.trikk.intake.Hooks} first.
 * May depend on {@code java.*} without I/O, {@code dev.trikk.request} and {@code dev.trikk.text}.
 */
package dev.trikk.intake;
