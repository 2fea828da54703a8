/**
 * What Trikk may deploy and where: applications, servers, pairs, pools, environments. Values only.
 * Read {@link dev.trikk.inventory.Inventory} first.
 * May depend on {@code java.*} without I/O.
 */
package dev.trikk.inventory;
