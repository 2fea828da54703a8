package dev.trikk.inventory.yaml;

import java.util.Map;
import java.util.TreeMap;

/** The types of balancers and notifiers that the inventory may name, with their settings. */
final class Types {
    static final Map<String, TypeForm> BALANCERS = new TreeMap<>(Map.ofEntries(
            Map.entry("ace", ace()),
            Map.entry("haproxy", new TypeForm().needs("address", Shape.HAPROXY).needs("backend", Shape.NAME))));

    static final Map<String, TypeForm> NOTIFIERS = new TreeMap<>(Map.ofEntries());

    private Types() {}

    /** Whether {@code url} or {@code address} is needed depends on the mode, which the adapter judges. */
    private static TypeForm ace() {
        return new TypeForm()
                .may("mode", Shape.ACE_MODE)
                .may("url", Shape.URL)
                .may("address", Shape.HOST_PORT)
                .needs("user", Shape.LINE)
                .needs("password", Shape.SECRET)
                .may("trust", Shape.PATH)
                .may("knownHosts", Shape.PATH)
                .may("oldAlgorithms", Shape.FLAG)
                .may("context", Shape.NAME)
                .mayList("farms", Shape.ACE_FARM)
                .may("poll", Shape.DURATION)
                .may("timeout", Shape.DURATION)
                .may("save", Shape.FLAG);
    }
}
