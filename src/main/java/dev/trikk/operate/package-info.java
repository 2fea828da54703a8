/**
 * What operators see of a running daemon: how things stood when it last looked, and whether it can take requests. Pure.
 *
 * <p>Read {@link dev.trikk.operate.Watch} first. May depend on java.* and other feature roots.
 */
package dev.trikk.operate;
