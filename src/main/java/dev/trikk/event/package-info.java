/**
 * What happened, as values, in the order in which it happened.
 *
 * <p>Read {@link dev.trikk.event.Event} first. May depend on java.* only.
 */
package dev.trikk.event;
