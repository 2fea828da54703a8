/**
 * What people are told: pure texts made of deployments, results and events, and the addresses that get them.
 * Read {@link dev.trikk.notify.Report} first. May depend on {@code java.*} and other feature roots.
 */
package dev.trikk.notify;
