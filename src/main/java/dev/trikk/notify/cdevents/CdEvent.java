package dev.trikk.notify.cdevents;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.event.Event;
import dev.trikk.http.Call;
import dev.trikk.inventory.Artifact;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Previous;
import dev.trikk.notify.Before;
import dev.trikk.notify.Notice;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a service, in the vocabulary of CDEvents 0.5.1 (continuous-deployment.md): {@code service.deployed} where nothing ran
 * before, {@code service.upgraded}, and {@code service.rolledback} where servers are back on the release before, because that was asked
 * for or because the new one went wrong. Of other endings the vocabulary has no word. The same notice gives the same event, id included.
 *
 * @param predicate deployed, upgraded or rolledback
 * @param version that runs now
 */
record CdEvent(Event cause, Plan plan, String predicate, String version) {
    private static final String SPECIFICATION = "0.5.1";
    private static final String TYPE = "dev.cdevents.service.%s.0.3.0";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Optional<CdEvent> of(Notice notice) {
        return notice.deployment()
                .filter(any -> notice.event().type() == Event.Type.ENDED)
                .flatMap(deployment -> {
                    Plan plan = deployment.plan();
                    return switch (deployment.ending().orElseThrow()) {
                        case SUCCEEDED ->
                            Optional.of(new CdEvent(
                                    notice.event(),
                                    plan,
                                    predicate(deployment, notice),
                                    plan.release().version()));
                        case ROLLED_BACK ->
                            Before.of(plan, notice.results())
                                    .wayBack()
                                    .map(version -> new CdEvent(notice.event(), plan, "rolledback", version));
                        case FAILED, CANCELLED, PARTIAL -> Optional.empty();
                    };
                });
    }

    private static String predicate(Deployment deployment, Notice notice) {
        if (deployment.request().kind() == Kind.ROLLBACK) {
            return "rolledback";
        }
        boolean isFirst =
                Previous.of(deployment.plan(), notice.results()).directories().isEmpty();
        return isFirst ? "deployed" : "upgraded";
    }

    /** As a CloudEvent in structured mode (cloudevents-binding.md). */
    String cloudEvent(String source) {
        ObjectNode data = data(source);
        ObjectNode envelope = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", data.at("/context/id").asText())
                .put("source", source)
                .put("type", data.at("/context/type").asText())
                .put("subject", data.at("/subject/id").asText())
                .put("time", data.at("/context/timestamp").asText())
                .put("datacontenttype", "application/json");
        return envelope.set("data", data).toString();
    }

    private ObjectNode data(String source) {
        ObjectNode data = JSON.createObjectNode();
        data.putObject("context")
                .put("specversion", SPECIFICATION)
                .put("id", uuid(cause.id()))
                .put("chainId", uuid(purl()))
                .put("source", source)
                .put("type", TYPE.formatted(predicate))
                .put("timestamp", cause.at().toString());
        ObjectNode subject =
                data.putObject("subject").put("id", plan.application().name()).put("source", source);
        ObjectNode content = subject.putObject("content").put("artifactId", purl());
        content.putObject("environment").put("id", plan.environment().name()).put("source", source);
        data.put("customDataContentType", "application/json");
        data.putObject("customData").put("deployment", cause.deployment().orElseThrow());
        return data;
    }

    /** The package URL of the release (purl specification, type maven). */
    private String purl() {
        Artifact artifact = plan.application().artifact();
        return "pkg:maven/" + artifact.group() + "/" + artifact.name() + "@" + Call.segment(version) + "?"
                + artifact.classifier()
                        .map(classifier -> "classifier=" + Call.segment(classifier) + "&")
                        .orElse("")
                + "type=" + Call.segment(artifact.type());
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
