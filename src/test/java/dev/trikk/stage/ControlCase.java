package dev.trikk.stage;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static dev.trikk.Fixtures.anApplication;

import dev.trikk.control.json.JsonCommands;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Alarm;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Verdict;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.remote.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;

/** A ledger, and somebody who sends commands about its deployments. */
abstract class ControlCase {
    private static final Inventory INVENTORY =
            new Inventory(Map.of(), Map.of("production", aPairedEnvironment()), Map.of("shop", anApplication("shop")));

    final Scene scene = new Scene();
    final List<String> dropped = new ArrayList<>();
    /** Deployments that were sent a message beside that of the command. */
    final List<String> sent = new ArrayList<>();

    Inventory inventory = INVENTORY;
    final Control control = control();

    private Control control() {
        Opening opening = new Opening(() -> inventory, scene.freezes, scene.time);
        Retries retries = new Retries(
                scene.ledger,
                scene.alarms,
                () -> inventory,
                (stage, deployment) -> dropped.add(stage.word() + " " + deployment));
        Obey obey = new Obey(scene.ledger, retries, opening, Duration.ofMinutes(1));
        return new Control(
                new JsonCommands(10_000),
                scene.ledger,
                scene.commands,
                scene.alarms,
                scene.pauses,
                retries,
                obey,
                new ObeyTrain(scene.ledger, obey, sent::add),
                new Freezer(() -> inventory, scene.freezes, opening, scene.ledger, sent::add, scene.time),
                new Caller("trikk"),
                opening::next);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    String givenHeld() {
        Boarding fetch = scene.boarded(aPlanWithoutOthers(), Stage.FETCH);
        send("hold", fetch.deployment().id());
        new Hold(scene.ledger, scene.time).process(boarded(scene.boardedAfter(fetch, List.of())));
        return fetch.deployment().id();
    }

    String givenWaiting() {
        return scene.ledger
                .accept(aRequest(UUID.randomUUID().toString(), "shop", "9"), aPlan("shop", "9"))
                .id();
    }

    String givenParked(Stage stage) {
        Boarding boarding = scene.boarded(aPlanWithoutOthers(), stage);
        String id = boarding.deployment().id();
        scene.ledger.park(id, boarding.step(), "the stage broke");
        scene.alarms.raise(Alarm.Kind.PARKED, "parked/" + id, Optional.of(id), "look after it");
        return id;
    }

    /** As if nothing ran on the server for batch work: fewer steps to look through. */
    static Plan aPlanWithoutOthers() {
        Plan plan = aPlan("shop", "2");
        return plan.with(plan.steps().stream()
                .filter(step -> step.stage() != Stage.SWITCH && step.stage() != Stage.RESTART)
                .toList());
    }

    String givenEndedAfterPairOne() {
        Boarding install = scene.boarded(aPlanWithoutOthers(), Stage.INSTALL);
        Result installed = new Result(
                1, Stage.INSTALL, "app1", Action.INSTALL, Scene.previously("shop-1-standalone"), Instant.EPOCH);
        Boarding one = scene.boardedAfter(install, List.of(installed));
        String id = one.deployment().id();
        send("cancel", id, "\"options\": {\"stay\": true}");
        Boarding finish = scene.boardedAfter(
                one,
                List.of(
                        ok(one, "proxy1", Action.SWITCH),
                        ok(one, "app1", Action.SWITCH),
                        ok(one, "app1", Action.RESTART),
                        ok(one, "proxy1", Action.RELOAD)));
        scene.ledger.end(finish, Ending.CANCELLED, "cancelled by anna");
        return id;
    }

    Exchange send(String command, String deployment, String... more) {
        Exchange exchange = message(command, deployment, "{" + String.join(", ", more) + "}");
        control.process(exchange);
        return exchange;
    }

    static Exchange message(String command, String deployment, String more) {
        String rest = more.substring(1, more.length() - 1);
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader("JMSMessageID", "ID:" + UUID.randomUUID());
        exchange.getMessage()
                .setBody("{\"command\": \"%s\", \"deployment\": \"%s\", \"by\": \"anna\"%s}"
                        .formatted(command, deployment, rest.isEmpty() ? "" : ", " + rest));
        return exchange;
    }

    static Exchange boarded(Boarding boarding) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        StageExchange.board(exchange, boarding);
        return exchange;
    }

    Deployment deployment(String id) {
        return scene.ledger.find(id).orElseThrow();
    }

    Ending verdict(String id) {
        return Verdict.of(deployment(id), scene.ledger.results(id)).ending();
    }

    static String answer(Exchange exchange) {
        return exchange.getProperty("trikk.answer", String.class);
    }

    /** Where the message goes: queue, deployment and step. */
    static String next(Exchange exchange) {
        String queue = exchange.getMessage().getHeader("TrikkNext", String.class);
        return queue == null
                ? null
                : queue + " " + StageExchange.deployment(exchange) + " " + StageExchange.step(exchange);
    }

    static Result ok(Boarding boarding, String server, String action) {
        return new Result(
                boarding.step(), boarding.work().stage(), server, action, Outcome.ok("", Duration.ZERO), Instant.EPOCH);
    }
}
