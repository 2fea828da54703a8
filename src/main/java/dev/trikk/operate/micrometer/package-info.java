/** Metrics of what was last seen and of what has happened. Read {@link dev.trikk.operate.micrometer.Gauges} first. */
package dev.trikk.operate.micrometer;
