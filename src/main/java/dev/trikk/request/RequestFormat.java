package dev.trikk.request;

import dev.trikk.plan.Plan;
import java.util.List;

/** How requests and their answers look on the wire. Pure: blocks and changes nothing. Safe for several threads. */
public interface RequestFormat {

    /**
     * Reads a request and checks its form. Never throws for what it holds.
     *
     * @param text what arrived; anything at all
     * @param fallbackId the id of a request that brings none
     */
    Reading read(String text, String fallbackId);

    /** The answer to a request that became the deployment of that id, now or before. */
    String accepted(String deployment, Plan plan);

    /** The answer to a dry run: what would be done, and nothing was. */
    String dryRun(Plan plan, List<PlannedScript> scripts);

    /**
     * The answer to a request that became the train of that id, now or before.
     *
     * @param cars its deployments, in order
     * @param leftOut what it does not carry, and why
     */
    String accepted(String train, List<Car> cars, List<LeftOut> leftOut);

    /** The answer to a dry run of a train: what would be done, and nothing was. */
    String dryRun(List<Plan> plans, List<LeftOut> leftOut);

    /** The answer to a request that was refused. */
    String rejected(List<Problem> problems);

    /** One deployment of a train. */
    record Car(String application, String deployment, String version) {}

    /**
     * An application that a train does not carry.
     *
     * @param reason why: a sentence
     */
    record LeftOut(String application, String reason) {}

    /**
     * One script of a dry run.
     *
     * @param step the step in words
     * @param server name of the server
     * @param script its text
     */
    record PlannedScript(String step, String server, String script) {}
}
