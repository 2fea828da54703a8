/**
 * Trikk's own configuration: defaults, the operator's file, the environment, and where secrets lie.
 * Read {@link dev.trikk.config.Settings} first, beside {@code config/trikk.properties}.
 * May depend on {@code java.*}, files included, and {@code dev.trikk.text}; only the wiring depends on it.
 */
package dev.trikk.config;
