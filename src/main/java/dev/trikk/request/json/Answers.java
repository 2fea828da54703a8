package dev.trikk.request.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Step;
import dev.trikk.request.Problem;
import dev.trikk.request.RequestFormat.Car;
import dev.trikk.request.RequestFormat.LeftOut;
import dev.trikk.request.RequestFormat.PlannedScript;
import java.io.UncheckedIOException;
import java.util.List;

/** What the sender of a request is told, as JSON text. Pure functions. */
final class Answers {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Answers() {}

    /** The request has become a deployment with that id, or had become it before. */
    static String accepted(String deployment, Plan plan) {
        ObjectNode answer = MAPPER.createObjectNode().put("accepted", true).put("deployment", deployment);
        return text(withPlan(answer, plan));
    }

    /** The request would become a deployment with this plan, which would run these scripts. */
    static String dryRun(Plan plan, List<PlannedScript> scripts) {
        ObjectNode answer = MAPPER.createObjectNode().put("accepted", true).put("dryRun", true);
        ArrayNode texts = withPlan(answer, plan).putArray("scripts");
        scripts.forEach(script -> texts.addObject()
                .put("step", script.step())
                .put("server", script.server())
                .put("script", script.script()));
        return text(answer);
    }

    /** The request has become a train with that id, or had become it before. */
    static String accepted(String train, List<Car> cars, List<LeftOut> leftOut) {
        ObjectNode answer = MAPPER.createObjectNode().put("accepted", true).put("train", train);
        ArrayNode deployments = answer.putArray("deployments");
        cars.forEach(car -> deployments
                .addObject()
                .put("application", car.application())
                .put("deployment", car.deployment())
                .put("version", car.version()));
        return text(withLeftOut(answer, leftOut));
    }

    /** The request would become a train of deployments with these plans. */
    static String dryRun(List<Plan> plans, List<LeftOut> leftOut) {
        ObjectNode answer = MAPPER.createObjectNode().put("accepted", true).put("dryRun", true);
        ArrayNode deployments = answer.putArray("deployments");
        plans.forEach(plan -> withPlan(
                deployments.addObject().put("application", plan.application().name()), plan));
        return text(withLeftOut(answer, leftOut));
    }

    private static ObjectNode withLeftOut(ObjectNode answer, List<LeftOut> leftOut) {
        ArrayNode list = answer.putArray("leftOut");
        leftOut.forEach(
                one -> list.addObject().put("application", one.application()).put("reason", one.reason()));
        return answer;
    }

    /** The request has been refused, and nothing has been done. */
    static String rejected(List<Problem> problems) {
        ObjectNode answer = MAPPER.createObjectNode().put("accepted", false);
        ArrayNode list = answer.putArray("problems");
        problems.forEach(problem -> list.addObject().put("path", problem.path()).put("reason", problem.reason()));
        return text(answer);
    }

    private static ObjectNode withPlan(ObjectNode answer, Plan plan) {
        ArrayNode steps = answer.put("version", plan.release().version()).putArray("plan");
        plan.steps().stream().map(Step::inWords).forEach(steps::add);
        return answer;
    }

    private static String text(ObjectNode answer) {
        try {
            return MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
