/**
 * When an application counts as up. Read {@link dev.trikk.health.HealthPolicy} first: the rule; {@link
 * dev.trikk.health.HealthWatch} asks until the rule is satisfied or the time is over. Pure: imports {@code java.*},
 * {@code inventory} and {@code rotation}.
 */
package dev.trikk.health;
