/**
 * What is away: the kind of error that waiting mends, and how long to wait between two attempts. Pure.
 *
 * <p>Read {@link dev.trikk.outage.Outage} first. May depend on java.* only; every feature may depend on it.
 */
package dev.trikk.outage;
