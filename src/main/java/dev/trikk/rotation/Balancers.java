package dev.trikk.rotation;

import dev.trikk.inventory.Balancer;

/** Finds the adapter that drives a load balancer of the inventory. */
@FunctionalInterface
public interface Balancers {

    /**
     * The load balancer that the inventory describes. Nothing is connected yet; may be asked again and again.
     *
     * @throws IllegalArgumentException when no adapter drives that type, or its settings make no sense
     */
    LoadBalancer of(Balancer balancer);
}
