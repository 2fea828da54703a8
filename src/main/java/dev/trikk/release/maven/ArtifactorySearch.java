package dev.trikk.release.maven;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Artifactory's search for versions, for repositories whose list of versions is not there. See JFrog's REST reference. */
final class ArtifactorySearch {
    private final Search search;

    ArtifactorySearch(RepositoryClient client) {
        this.search = new Search(client);
    }

    /** What it finds, in any order; nothing for an artifact that it does not know. */
    List<String> versions(MavenLayout layout) {
        String url = layout.repository().url().toString().replaceFirst("/$", "");
        int end = url.lastIndexOf('/');
        Map<String, String> query = new LinkedHashMap<>();
        query.put("g", layout.artifact().group());
        query.put("a", layout.artifact().name());
        query.put("repos", url.substring(end + 1));
        List<String> versions = new ArrayList<>();
        search.ask(layout.repository(), Search.address(url.substring(0, end) + "/api/search/versions", query))
                .ifPresent(found -> found.path("results")
                        .forEach(result -> versions.add(result.path("version").asText())));
        return versions;
    }
}
