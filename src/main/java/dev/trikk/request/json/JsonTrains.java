package dev.trikk.request.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.request.TrainRequest;
import dev.trikk.request.TrainRequest.All;
import dev.trikk.request.TrainRequest.From;
import dev.trikk.request.TrainRequest.Item;
import dev.trikk.request.TrainRequest.Listed;
import dev.trikk.request.TrainRequest.Load;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Makes a train of a document; of one that the schema has complaints about, as much as can be read. */
final class JsonTrains {
    private JsonTrains() {}

    static TrainRequest train(JsonNode document, String fallbackId) {
        return new TrainRequest(
                JsonRequests.text(document, "id").orElse(fallbackId),
                JsonRequests.text(document, "environment").orElse(""),
                load(document.path("train")),
                JsonRequests.text(document, "requestedBy"),
                JsonRequests.texts(document.path("issues")),
                JsonRequests.text(document, "comment"),
                document.path("options").path("dryRun").booleanValue(),
                document.path("options").path("again").booleanValue(),
                Optional.empty());
    }

    private static Load load(JsonNode train) {
        List<String> except = JsonRequests.texts(train.path("except"));
        if (train.has("from")) {
            return new From(JsonRequests.text(train, "from").orElse(""), except);
        }
        if (train.has("deployments")) {
            return new Listed(StreamSupport.stream(train.path("deployments").spliterator(), false)
                    .map(item -> new Item(
                            JsonRequests.text(item, "application").orElse(""),
                            JsonRequests.text(item, "version").orElse("")))
                    .toList());
        }
        return new All(JsonRequests.text(train, "version").orElse("release"), except);
    }
}
