package dev.trikk.inventory.yaml;

import java.util.Map;
import java.util.TreeMap;

/** The types of balancers and notifiers that the inventory may name, with their settings. */
final class Types {
    static final Map<String, TypeForm> BALANCERS = new TreeMap<>(Map.ofEntries(
            Map.entry("haproxy", new TypeForm().needs("address", Shape.HAPROXY).needs("backend", Shape.NAME))));

    static final Map<String, TypeForm> NOTIFIERS = new TreeMap<>(Map.ofEntries());

    private Types() {}
}
