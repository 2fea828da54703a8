package dev.trikk.inventory.yaml;

import java.util.Map;
import java.util.TreeMap;

/** The types of balancers and notifiers that the inventory may name, with their settings. */
final class Types {
    static final Map<String, TypeForm> BALANCERS = new TreeMap<>(Map.ofEntries(
            Map.entry("haproxy", new TypeForm().needs("address", Shape.HAPROXY).needs("backend", Shape.NAME))));

    static final Map<String, TypeForm> NOTIFIERS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "confluence",
                    new TypeForm()
                            .http()
                            .may("cloud", Shape.FLAG)
                            .needs("space", Shape.LINE)
                            .may("title", Shape.LINE)
                            .may("parent", Shape.NUMBER)),
            Map.entry(
                    "jira",
                    new TypeForm()
                            .http()
                            .may("cloud", Shape.FLAG)
                            .needs("link", Shape.LINE)
                            .may("comments", Shape.FLAG)
                            .may("transition", Shape.LINE)
                            .may("version", Shape.LINE)
                            .may("createVersion", Shape.FLAG)
                            .mayList("projects", Shape.NAME))));

    private Types() {}
}
