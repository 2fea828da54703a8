package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Repository;
import dev.trikk.inventory.yaml.Fields.Named;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one repository, and how Trikk gets into it. */
record RepositoryReader(Problems problems) {
    private static final List<String> TYPES = List.of("maven", "artifactory", "nexus");
    private static final String NEXUS = ".*/repository/[A-Za-z0-9._-]+/?";
    private static final String ARTIFACTORY = "(?:/[^/]+)*/[A-Za-z0-9._-]+/?";

    Repository read(Named named) {
        Fields fields = named.fields();
        Repository.Type type = Repository.Type.valueOf(
                fields.word("type", TYPES).orElse("maven").toUpperCase(Locale.ROOT));
        URI url = fields.url("url");
        checkForm(type, url, fields);
        Repository repository =
                new Repository(named.name(), type, url, fields.optionalUrl("httpProxy"), access(type, fields));
        fields.end();
        return repository;
    }

    /** Their interfaces lie beside the repository: what its name is must be seen in the address. */
    private void checkForm(Repository.Type type, URI url, Fields fields) {
        String path = Optional.ofNullable(url.getPath()).orElse("");
        if (url.getHost() == null) {
            return;
        }
        if (type == Repository.Type.NEXUS && !path.matches(NEXUS)) {
            problems.at(fields.at("url"), "url of a nexus must end in /repository/NAME.");
        }
        if (type == Repository.Type.ARTIFACTORY && !path.matches(ARTIFACTORY)) {
            problems.at(
                    fields.at("url"), "url of an artifactory must end in the key of the repository: /artifactory/KEY.");
        }
    }

    private Map<String, String> access(Repository.Type type, Fields fields) {
        Map<String, String> access = new TreeMap<>();
        fields.optionalText("user", Shape.LINE).ifPresent(text -> access.put("user", text));
        fields.optionalText("password", Shape.SECRET).ifPresent(text -> access.put("password", text));
        fields.optionalText("token", Shape.SECRET).ifPresent(text -> access.put("token", text));
        fields.optionalText("apiKey", Shape.SECRET).ifPresent(text -> access.put("apiKey", text));
        fields.optionalText("trust", Shape.PATH).ifPresent(text -> access.put("trust", text));
        if (access.containsKey("user") != access.containsKey("password")) {
            problems.at(fields.at("user"), "user and password belong together.");
        }
        List<String> logins = new ArrayList<>(List.of("user", "token", "apiKey"));
        logins.retainAll(access.keySet());
        if (logins.size() > 1) {
            problems.at(fields.at(logins.get(1)), "There must be one login, not " + String.join(" and ", logins) + ".");
        }
        if (access.containsKey("apiKey") && type != Repository.Type.ARTIFACTORY) {
            problems.at(fields.at("apiKey"), "apiKey is for the type artifactory.");
        }
        return Map.copyOf(access);
    }
}
