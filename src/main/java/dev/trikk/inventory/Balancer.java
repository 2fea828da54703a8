package dev.trikk.inventory;

import java.util.Map;

/**
 * A load balancer as the inventory describes it.
 *
 * @param name its name in the environment
 * @param type which adapter drives it: {@code haproxy}
 * @param settings what that adapter needs, for instance {@code address} and {@code backend}
 */
public record Balancer(String name, String type, Map<String, String> settings) {}
