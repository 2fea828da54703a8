/**
 * What must always be so, and what is done where it is not: nothing stands still without a message, a hold or an alarm. Pure.
 *
 * <p>Read {@link dev.trikk.repair.Reconciliation} first. May depend on java.* and other feature roots.
 */
package dev.trikk.repair;
