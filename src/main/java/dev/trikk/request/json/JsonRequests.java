package dev.trikk.request.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import dev.trikk.request.Problem;
import dev.trikk.request.Reading;
import dev.trikk.request.Reading.NotUnderstood;
import dev.trikk.request.Reading.Understood;
import dev.trikk.request.RequestFormat;
import dev.trikk.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads requests. Never throws for what they hold, however large, deep or strange. Safe for several threads. */
public final class JsonRequests implements RequestFormat {
    private static final int DEEPEST = 20;
    private static final int LONGEST_NAME = 1000;
    private static final int LONGEST_NUMBER = 50;

    private final long limit;
    private final JsonMapper mapper;
    private final Schema schema = new Schema();

    /** Reads requests of at most {@code limit} characters. */
    public JsonRequests(long limit) {
        this.limit = limit;
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNameLength(LONGEST_NAME)
                .maxNumberLength(LONGEST_NUMBER)
                .build();
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    @Override
    public Reading read(String text, String fallbackId) {
        if (text.length() > limit) {
            return refused("The request has " + text.length() + " characters; at most " + limit + " are read.");
        }
        if (text.isBlank()) {
            return refused("The request is empty.");
        }
        try {
            return read(mapper.readTree(text), fallbackId);
        } catch (JsonProcessingException malformed) {
            return refused("This is not JSON" + place(malformed.getLocation()) + ": "
                    + Quoted.plain(malformed.getOriginalMessage(), 200) + ".");
        }
    }

    @Override
    public String accepted(String deployment, Plan plan) {
        return Answers.accepted(deployment, plan);
    }

    @Override
    public String dryRun(Plan plan, List<PlannedScript> scripts) {
        return Answers.dryRun(plan, scripts);
    }

    @Override
    public String rejected(List<Problem> problems) {
        return Answers.rejected(problems);
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static Reading refused(String reason) {
        return new NotUnderstood(List.of(new Problem("$", reason)), Optional.empty());
    }

    private Reading read(JsonNode document, String fallbackId) {
        List<Problem> problems = schema.check(document);
        DeployRequest request = request(document, fallbackId);
        return problems.isEmpty()
                ? new Understood(request)
                : new NotUnderstood(problems, Optional.of(request).filter(any -> document.isObject()));
    }

    private static DeployRequest request(JsonNode document, String fallbackId) {
        return new DeployRequest(
                text(document, "id").orElse(fallbackId),
                text(document, "application").orElse(""),
                text(document, "version").orElse(""),
                text(document, "environment").orElse(""),
                text(document, "source").orElse("repository"),
                text(document, "file"),
                text(document, "requestedBy"),
                StreamSupport.stream(document.path("issues").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                text(document, "comment"),
                document.path("options").path("dryRun").booleanValue());
    }

    private static Optional<String> text(JsonNode document, String field) {
        return Optional.ofNullable(document.path(field).textValue());
    }
}
