package dev.trikk.release.maven;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trikk.http.Call;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Releases.RepositoryUnavailable;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks what a repository manager has beside its files, in JSON. */
record Search(RepositoryClient client) {
    private static final int BYTES = 4 << 20;
    private static final int DEEPEST = 20;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    /** An address with its query. */
    static URI address(String path, Map<String, String> query) {
        return URI.create(path
                + query.entrySet().stream()
                        .map(field -> field.getKey() + "=" + Call.encoded(field.getValue()))
                        .collect(Collectors.joining("&", "?", "")));
    }

    /** The answer to a question; none where nothing is found. */
    Optional<JsonNode> ask(Repository repository, URI question) {
        Answer answer = client.get(repository, question, BYTES);
        if (answer.isAbsent()) {
            return Optional.empty();
        }
        if (!answer.isFound()) {
            throw Refusals.of(repository, question, answer);
        }
        if (answer.isTooLong()) {
            throw Refusals.unknown(
                    repository, "answers with more than " + BYTES + " bytes: " + MavenLayout.shown(question));
        }
        try {
            return Optional.ofNullable(JSON.readTree(answer.body())).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            throw new RepositoryUnavailable(
                    MavenLayout.named(repository) + " answers with broken JSON: " + MavenLayout.shown(question), e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }
}
