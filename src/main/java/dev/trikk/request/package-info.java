/**
 * What arrives on the queue, and the rules that it must keep before anything happens.
 * Read {@link dev.trikk.request.DeployRequest} first, then {@link dev.trikk.request.Rules}.
 * May depend on {@code java.*} without I/O, {@code dev.trikk.inventory} and {@code dev.trikk.text}.
 */
package dev.trikk.request;
