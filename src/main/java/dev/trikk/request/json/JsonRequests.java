package dev.trikk.request.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.json.StrictJson;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import dev.trikk.request.Form;
import dev.trikk.request.Problem;
import dev.trikk.request.Reading;
import dev.trikk.request.Reading.NotUnderstood;
import dev.trikk.request.Reading.Understood;
import dev.trikk.request.Reading.UnderstoodTrain;
import dev.trikk.request.RequestFormat;
import dev.trikk.request.TrainRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads requests. Never throws for what they hold, however large, deep or strange. Safe for several threads. */
public final class JsonRequests implements RequestFormat {
    private static final Map<String, Form> FORMS = Map.of(
            "id", Form.ID,
            "application", Form.NAME,
            "version", Form.VERSION,
            "environment", Form.NAME,
            "except", Form.NAME,
            "from", Form.NAME,
            "file", Form.FILE,
            "requestedBy", Form.PERSON,
            "issues", Form.ISSUE,
            "comment", Form.COMMENT);

    private final StrictJson json;

    /** Reads requests of at most {@code limit} characters. */
    public JsonRequests(long limit) {
        this.json = new StrictJson("request", "/dev/trikk/request.schema.json", FORMS, limit);
    }

    @Override
    public Reading read(String text, String fallbackId) {
        StrictJson.Checked checked = json.read(text);
        if (checked.root().path("action").asText().equals("train")) {
            TrainRequest train = JsonTrains.train(checked.root(), fallbackId);
            return checked.problems().isEmpty()
                    ? new UnderstoodTrain(train)
                    : new NotUnderstood(checked.problems(), Optional.empty(), Optional.of(train));
        }
        DeployRequest request = request(checked.root(), fallbackId);
        return checked.problems().isEmpty()
                ? new Understood(request)
                : new NotUnderstood(checked.problems(), Optional.of(request).filter(any -> checked.root()
                        .isObject()));
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
    public String accepted(String train, List<Car> cars, List<LeftOut> leftOut) {
        return Answers.accepted(train, cars, leftOut);
    }

    @Override
    public String dryRun(List<Plan> plans, List<LeftOut> leftOut) {
        return Answers.dryRun(plans, leftOut);
    }

    @Override
    public String rejected(List<Problem> problems) {
        return Answers.rejected(problems);
    }

    private static DeployRequest request(JsonNode document, String fallbackId) {
        boolean rollback = document.path("action").asText().equals("rollback");
        return new DeployRequest(
                text(document, "id").orElse(fallbackId),
                text(document, "application").orElse(""),
                text(document, "version").orElse(rollback ? "previous" : ""),
                text(document, "environment").orElse(""),
                text(document, "source").orElse("repository"),
                text(document, "file"),
                text(document, "requestedBy"),
                texts(document.path("issues")),
                text(document, "comment"),
                document.path("options").path("dryRun").booleanValue(),
                rollback ? DeployRequest.Kind.ROLLBACK : DeployRequest.Kind.DEPLOY,
                document.path("options").path("again").booleanValue(),
                Optional.empty());
    }

    static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    static Optional<String> text(JsonNode document, String field) {
        return Optional.ofNullable(document.path(field).textValue());
    }
}
