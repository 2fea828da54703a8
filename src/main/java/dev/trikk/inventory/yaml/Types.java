package dev.trikk.inventory.yaml;

import java.util.Map;
import java.util.TreeMap;

/** The types of balancers and notifiers that the inventory may name, with their settings. */
final class Types {
    static final Map<String, TypeForm> BALANCERS = new TreeMap<>(Map.ofEntries(
            Map.entry("ace", ace()),
            Map.entry("haproxy", new TypeForm().needs("address", Shape.HAPROXY).needsSome("backend", Shape.NAME)),
            Map.entry(
                    "nginx",
                    new TypeForm()
                            .needs("address", Shape.ADDRESS)
                            .may("port", Shape.PORT)
                            .needs("login", Shape.USER)
                            .needs("file", Shape.PATH)
                            .may("command", Shape.LINE)
                            .may("pid", Shape.PATH)),
            Map.entry("none", new TypeForm()),
            Map.entry("route", new TypeForm().needs("route", Shape.NAME).may("timeout", Shape.DURATION)),
            Map.entry("httpd", new TypeForm().http().needs("balancer", Shape.NAME)),
            Map.entry(
                    "f5",
                    new TypeForm()
                            .http()
                            .needs("pool", Shape.LINE)
                            .may("loginProvider", Shape.NAME)
                            .may("version", Shape.NAME))));

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
                            .mayList("projects", Shape.NAME)),
            Map.entry("cdevents", new TypeForm().mayHttp().may("source", Shape.URL)),
            Map.entry("googlechat", secretUrl()),
            Map.entry(
                    "hipchat",
                    new TypeForm()
                            .needs("url", Shape.URL_OR_SECRET)
                            .needs("token", Shape.SECRET)
                            .needs("room", Shape.LINE)
                            .may("trust", Shape.PATH)
                            .may("timeout", Shape.DURATION)
                            .may("api", Shape.WORD)),
            Map.entry(
                    "mail",
                    new TypeForm()
                            .needsSome("to", Shape.MAIL)
                            .may("digest", Shape.TIME)
                            .may("zone", Shape.ZONE)),
            Map.entry("mattermost", secretUrl().may("channel", Shape.NAME)),
            Map.entry(
                    "slack",
                    new TypeForm()
                            .may("url", Shape.SECRET)
                            .may("token", Shape.SECRET)
                            .may("channel", Shape.NAME)
                            .may("trust", Shape.PATH)
                            .may("timeout", Shape.DURATION)),
            Map.entry("teams", secretUrl()),
            Map.entry("webhook", new TypeForm().http().needs("secret", Shape.SECRET))));

    private Types() {}

    /** Who knows the address of such a system may post there. */
    private static TypeForm secretUrl() {
        return new TypeForm()
                .needs("url", Shape.SECRET)
                .may("trust", Shape.PATH)
                .may("timeout", Shape.DURATION);
    }

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
