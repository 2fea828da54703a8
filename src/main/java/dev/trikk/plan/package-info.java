/**
 * Plans: everything a deployment will do, made before anything is touched. Pure.
 *
 * <p>Read {@link dev.trikk.plan.Plans} first. May depend on java.*, inventory and release.
 */
package dev.trikk.plan;
