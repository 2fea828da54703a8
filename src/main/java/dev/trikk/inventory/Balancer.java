package dev.trikk.inventory;

import java.util.Map;

/**
 * A load balancer as the inventory describes it.
 *
 * @param name its name in the environment
 * @param type which adapter drives it: {@code haproxy}, {@code ace} and so on
 * @param settings what that adapter needs, for instance {@code address} and {@code backend}; lists joined by commas, a secret as a
 *     reference: {@code env:NAME} or {@code file:/path}
 */
public record Balancer(String name, String type, Map<String, String> settings) {}
