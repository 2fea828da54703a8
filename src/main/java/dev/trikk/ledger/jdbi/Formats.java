package dev.trikk.ledger.jdbi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What older versions have written, brought to the form of this one: a newer daemon goes on where an older one stopped. */
final class Formats {
    private Formats() {}

    /** Format 1 knew requests to deploy only. */
    static JsonNode request(String json, int format) {
        ObjectNode request = LedgerJson.tree(json);
        if (format < 2) {
            request.put("kind", "DEPLOY");
        }
        return request;
    }

    /** Format 1 rotated one pair at a time, never back, and held nothing. */
    static JsonNode plan(String json, int format) {
        ObjectNode plan = LedgerJson.tree(json);
        if (format < 2) {
            plan.path("steps").forEach(step -> upgradeStep((ObjectNode) step));
            plan.path("environment").path("pools").forEach(pool -> ((ObjectNode) pool)
                    .putObject("rollout")
                    .putObject("batch")
                    .put("amount", 1));
            plan.putObject("start").putArray("onNew");
            ObjectNode start = (ObjectNode) plan.path("start");
            start.putObject("previous");
            start.putArray("excluded");
        }
        return plan;
    }

    private static void upgradeStep(ObjectNode step) {
        String pair = step.path("pair").textValue();
        step.remove("pair");
        step.put("way", "FORTH");
        var pairs = step.putArray("pairs");
        if (pair != null) {
            pairs.add(pair);
        }
    }
}
