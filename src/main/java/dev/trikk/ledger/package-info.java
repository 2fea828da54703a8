/**
 * What is true: deployments, their moves, their results, and the verdict over them.
 *
 * <p>Read {@link dev.trikk.ledger.Ledger} first. May depend on java.* and other feature roots; never on Camel or a database.
 */
package dev.trikk.ledger;
