package dev.trikk.inventory;

import java.util.Set;

/**
 * Of what somebody is told. An empty set stands for all.
 *
 * @param environments names
 * @param applications names
 * @param outcomes of deployments and requests: {@code succeeded}, {@code rolled-back}, {@code partial}, {@code failed},
 *     {@code cancelled}, {@code rejected}, {@code held}, {@code alarm}
 */
public record Audience(Set<String> environments, Set<String> applications, Set<String> outcomes) {
    /** Everything. */
    public static final Audience EVERYTHING = new Audience(Set.of(), Set.of(), Set.of());
}
