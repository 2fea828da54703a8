package dev.trikk.release.maven;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Nexus 3's search for assets. Its answers come from an index that may lag behind a fresh upload by seconds, and not in Maven's
 * order. What is known of its parameters and replies is from Sonatype's source, {@code SearchResource} and {@code AssetXO}.
 */
final class NexusSearch {
    /** Of 50 assets each, the newest first. */
    static final int MOST_PAGES = 100;

    private final Search search;

    NexusSearch(RepositoryClient client) {
        this.search = new Search(client);
    }

    /**
     * One file that is there.
     *
     * @param version in its name; of a snapshot the timestamped one
     */
    record Asset(String version, Optional<Checksum> sha256) {}

    /** All files of the artifact. */
    List<Asset> all(MavenLayout layout) {
        return assets(layout, Map.of());
    }

    /** All files that were deployed under one snapshot version. */
    List<Asset> snapshots(MavenLayout layout, String version) {
        return assets(layout, Map.of("maven.baseVersion", version));
    }

    /** The digest of the file of an exact version, as Nexus has computed it. */
    Optional<Checksum> sha256(MavenLayout layout, String version) {
        return assets(layout, Map.of("version", version)).stream()
                .filter(asset -> asset.version().equals(version))
                .flatMap(asset -> asset.sha256().stream())
                .findFirst();
    }

    private List<Asset> assets(MavenLayout layout, Map<String, String> filter) {
        List<Asset> assets = new ArrayList<>();
        Optional<String> token = Optional.empty();
        int pages = 0;
        do {
            Optional<JsonNode> page = search.ask(layout.repository(), question(layout, filter, token));
            page.ifPresent(found ->
                    found.path("items").forEach(item -> asset(layout, item).ifPresent(assets::add)));
            token = page.flatMap(found -> text(found.path("continuationToken")));
        } while (token.isPresent() && ++pages < MOST_PAGES);
        return assets;
    }

    /** An empty classifier means a file without one; left out, it would mean any. */
    private static URI question(MavenLayout layout, Map<String, String> filter, Optional<String> token) {
        String url = layout.repository().url().toString().replaceFirst("/$", "");
        int end = url.lastIndexOf("/repository/");
        Map<String, String> query = new LinkedHashMap<>();
        query.put("repository", url.substring(end + "/repository/".length()));
        query.put("maven.groupId", layout.artifact().group());
        query.put("maven.artifactId", layout.artifact().name());
        query.put("maven.extension", layout.artifact().type());
        query.put("maven.classifier", layout.artifact().classifier().orElse(""));
        query.putAll(filter);
        query.put("sort", "version");
        token.ifPresent(value -> query.put("continuationToken", value));
        return Search.address(url.substring(0, end) + "/service/rest/v1/search/assets", query);
    }

    private static Optional<Asset> asset(MavenLayout layout, JsonNode item) {
        return text(item.path("path"))
                .map(path -> path.replaceFirst("^/", ""))
                .flatMap(layout::version)
                .map(version -> new Asset(version, sha256(item)));
    }

    private static Optional<Checksum> sha256(JsonNode item) {
        return text(item.path("checksum").path("sha256"))
                .flatMap(hex -> Digests.read(hex.toLowerCase(Locale.ROOT), Algorithm.SHA256));
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isEmpty());
    }
}
