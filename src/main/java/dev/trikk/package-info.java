/**
 * The daemon and the command line: the only place that knows all adapters.
 *
 * <p>Read {@link dev.trikk.Wiring} first. May depend on everything; nothing depends on it.
 */
package dev.trikk;
