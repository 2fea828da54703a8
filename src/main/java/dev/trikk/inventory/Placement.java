package dev.trikk.inventory;

import java.util.Set;

/**
 * Where an application runs in one environment.
 *
 * @param pool name of the pool
 * @param disabled names of app servers on which it is installed but shall not run
 */
public record Placement(String pool, Set<String> disabled) {}
