package dev.trikk.inventory.yaml;

import java.util.Map;
import java.util.TreeMap;

/** The types of balancers and notifiers that the inventory may name, with their settings. */
final class Types {
    static final Map<String, TypeForm> BALANCERS = new TreeMap<>(Map.ofEntries(
            Map.entry("haproxy", new TypeForm().needs("address", Shape.HAPROXY).needs("backend", Shape.NAME)),
            Map.entry("httpd", new TypeForm().http().needs("balancer", Shape.NAME)),
            Map.entry(
                    "f5",
                    new TypeForm()
                            .http()
                            .needs("pool", Shape.LINE)
                            .may("loginProvider", Shape.NAME)
                            .may("version", Shape.NAME))));

    static final Map<String, TypeForm> NOTIFIERS = new TreeMap<>(Map.ofEntries());

    private Types() {}
}
