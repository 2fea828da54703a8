package dev.trikk.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Refused;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Train;
import dev.trikk.text.Quoted;
import java.util.List;
import java.util.Map;

/** Looking trains up. */
final class Trains {
    private final Ledger ledger;

    Trains(Ledger ledger) {
        this.ledger = ledger;
    }

    void bind(Bindings bindings) {
        bindings.reading("listTrains", this::list).reading("readTrain", this::read);
    }

    private Answer list(Ask ask) {
        ask.find("before").filter(id -> ledger.train(id).isEmpty()).ifPresent(id -> {
            throw unknown(id);
        });
        int limit = ask.limit();
        List<Train> found = ledger.trains(limit + 1, ask.find("before"));
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray("items");
        found.stream().limit(limit).map(Trains::of).forEach(items::add);
        if (found.size() <= limit) {
            return Answer.ok(page);
        }
        String next = found.get(limit - 1).id();
        return new Answer(
                200,
                page.put("next", next),
                Map.of("Link", "</api/trains?limit=" + limit + "&before=" + next + ">; rel=\"next\""));
    }

    private Answer read(Ask ask) {
        Train train = ledger.train(ask.get("id")).orElseThrow(() -> unknown(ask.get("id")));
        ObjectNode node = Json.object();
        node.set("train", of(train));
        ArrayNode deployments = node.putArray("deployments");
        ledger.ofTrain(train.id()).stream().map(Json::of).forEach(deployments::add);
        return Answer.ok(node);
    }

    private static Refused unknown(String id) {
        return new Refused(404, "There is no train " + Quoted.of(id) + ".");
    }

    private static ObjectNode of(Train train) {
        ObjectNode node = Json.object()
                .put("id", train.id())
                .put("request", train.requestId())
                .put("environment", train.environment())
                .put("acceptedAt", train.acceptedAt().toString())
                .put("deployments", train.deployments().size());
        train.requestedBy().ifPresent(who -> node.put("requestedBy", who));
        train.comment().ifPresent(text -> node.put("comment", text));
        Json.put(node, "endedAt", train.endedAt());
        train.ending().ifPresent(ending -> node.put("ending", Json.word(ending)));
        Json.put(node, "why", train.reason());
        ArrayNode leftOut = node.putArray("leftOut");
        train.leftOut().forEach(one -> leftOut.addObject()
                .put("application", one.application())
                .put("reason", one.reason()));
        return node;
    }
}
