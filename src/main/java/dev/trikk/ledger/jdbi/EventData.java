package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The particulars of the events that the ledger writes. */
final class EventData {
    private EventData() {}

    static Map<String, String> of(Deployment deployment) {
        return of(deployment.request(), deployment.plan(), deployment.train());
    }

    static Map<String, String> of(DeployRequest request, Plan plan, Optional<String> train) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("application", plan.application().name());
        facts.put("environment", plan.environment().name());
        facts.put("version", plan.release().version());
        facts.put("requestId", request.id());
        request.requestedBy().ifPresent(who -> facts.put("requestedBy", who));
        train.ifPresent(id -> facts.put("train", id));
        return facts;
    }

    static Map<String, String> of(Boarding boarding, List<Result> results) {
        Map<String, String> facts = of(boarding.deployment());
        List<Result> bad = results.stream().filter(result -> !result.isOk()).toList();
        facts.put("step", String.valueOf(boarding.step()));
        facts.put("stage", boarding.work().stage().word());
        facts.put("what", boarding.work().inWords());
        facts.put("ok", String.valueOf(bad.isEmpty()));
        results.stream()
                .map(Result::startedAt)
                .min(Comparator.naturalOrder())
                .ifPresent(began -> facts.put("began", began.toString()));
        bad.stream().findFirst().ifPresent(first -> facts.put("error", first.inWords()));
        return facts;
    }

    static Map<String, String> of(Deployment deployment, Deployment.Ending ending, String reason) {
        Map<String, String> facts = of(deployment);
        facts.put("ending", ending.name());
        facts.put("reason", reason);
        return facts;
    }
}
