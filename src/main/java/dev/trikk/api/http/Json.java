package dev.trikk.api.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Step;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Deployments as the contract shows them. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static void put(ObjectNode node, String field, Optional<Instant> time) {
        time.ifPresent(at -> node.put(field, at.toString()));
    }

    static void put(ObjectNode node, String field, String text) {
        if (!text.isEmpty()) {
            node.put(field, text);
        }
    }

    static ObjectNode of(Deployment deployment) {
        ObjectNode node = object().put("id", deployment.id())
                .put("request", deployment.request().id())
                .put("application", deployment.lane().application())
                .put("version", deployment.plan().release().version())
                .put("environment", deployment.lane().environment())
                .put("kind", word(deployment.request().kind()))
                .put("state", word(deployment.state()));
        deployment.train().ifPresent(train -> node.put("train", train));
        deployment.ending().ifPresent(ending -> node.put("ending", word(ending)));
        put(node, "why", deployment.why());
        deployment.request().requestedBy().ifPresent(who -> node.put("requestedBy", who));
        deployment.request().comment().ifPresent(text -> node.put("comment", text));
        int steps = deployment.plan().steps().size();
        boolean over = deployment.state() == State.ENDED;
        node.put("step", over ? steps : deployment.cursor()).put("steps", steps);
        if (!over) {
            node.put("at", deployment.step().inWords());
        }
        node.put("acceptedAt", deployment.acceptedAt().toString());
        put(node, "startedAt", deployment.startedAt());
        put(node, "endedAt", deployment.endedAt());
        put(node, "heldUntil", deployment.heldUntil());
        node.put("movedAt", deployment.movedAt().toString());
        return node;
    }

    static ObjectNode inFull(Deployment deployment, List<Result> results) {
        ObjectNode node = of(deployment);
        var plan = node.putArray("plan");
        List<Step> steps = deployment.plan().steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            ObjectNode one = plan.addObject()
                    .put("stage", step.stage().word())
                    .put("what", step.inWords())
                    .put("state", state(deployment, i, results));
            step.servers().forEach(one.putArray("servers")::add);
        }
        var list = node.putArray("results");
        results.forEach(result -> list.add(of(result)));
        return node;
    }

    private static String state(Deployment deployment, int step, List<Result> results) {
        if (results.stream().anyMatch(result -> result.step() == step && !result.isOk())) {
            return "failed";
        }
        if (step < deployment.cursor() || deployment.state() == State.ENDED) {
            return "done";
        }
        return step == deployment.cursor() && deployment.state() == State.ACTIVE ? "under_way" : "next";
    }

    static ObjectNode of(Result result) {
        return object().put("step", result.step())
                .put("stage", result.stage().word())
                .put("server", result.server())
                .put("action", result.action())
                .put("ok", result.isOk())
                .put("what", result.outcome().explanation())
                .put("at", result.startedAt().toString())
                .put("millis", result.outcome().duration().toMillis());
    }
}
