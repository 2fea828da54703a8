/**
 * The ledger in H2 or PostgreSQL, over JDBI, with Flyway's migrations.
 *
 * <p>Read {@link dev.trikk.ledger.jdbi.JdbiLedger} first. May depend on the ledger's feature, JDBI, Hikari, Flyway and Jackson.
 */
package dev.trikk.ledger.jdbi;
