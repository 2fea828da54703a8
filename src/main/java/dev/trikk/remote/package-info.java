/**
 * The door to the servers, and what goes through it: scripts, uploads, outcomes. Quoting lives here.
 *
 * <p>Read {@link dev.trikk.remote.OnServer} first. May depend on java.* and inventory.
 */
package dev.trikk.remote;
