package dev.trikk.stage;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static dev.trikk.Fixtures.anApplication;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.control.json.JsonCommands;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Alarm;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Verdict;
import dev.trikk.ledger.Wish;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
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
import org.junit.jupiter.api.Test;

/** What a command does to a deployment in the ledger, and what its sender is told. */
class ControlTest {
    private static final Inventory INVENTORY =
            new Inventory(Map.of(), Map.of("production", aPairedEnvironment()), Map.of("shop", anApplication("shop")));

    private final Scene scene = new Scene();
    private final List<String> dropped = new ArrayList<>();
    private final Control control = new Control(
            new JsonCommands(10_000),
            scene.ledger,
            scene.commands,
            scene.alarms,
            new Retries(
                    scene.ledger,
                    scene.alarms,
                    () -> INVENTORY,
                    (stage, deployment) -> dropped.add(stage.word() + " " + deployment)),
            Duration.ofMinutes(1));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void one_that_is_on_its_way_is_held_after_its_step_and_goes_on_when_somebody_approves() {
        Boarding fetch = scene.boarded(aPlanWithoutOthers(), Stage.FETCH);
        String id = fetch.deployment().id();

        Exchange hold = send("hold", id);
        Boarding held = scene.boardedAfter(fetch, List.of());
        new Hold(scene.ledger, scene.time).process(boarded(held));
        State between = deployment(id).state();
        Exchange approve = send("approve", id);

        assertThat(answer(hold))
                .startsWith("{\"done\":true")
                .contains("will be held when its step fetch", "in at most 120 s", "trikk control approve " + id);
        assertThat(next(hold)).isNull();
        assertThat(held.work().stage()).isEqualTo(Stage.HOLD);
        assertThat(between).isEqualTo(State.HELD);
        assertThat(answer(approve)).contains("\"done\":true", "goes on with install");
        assertThat(next(approve)).isEqualTo("install " + id + " 2");
        assertThat(deployment(id).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void what_is_not_held_cannot_be_approved() {
        String id =
                scene.boarded(aPlanWithoutOthers(), Stage.FETCH).deployment().id();

        Exchange approve = send("approve", id);

        assertThat(answer(approve)).contains("\"done\":false", "is not held", "step 1 of 7, fetch");
        assertThat(next(approve)).isNull();
    }

    @Test
    void an_approval_that_comes_again_sends_the_message_that_may_be_lost() {
        String id = givenHeld();
        send("approve", id);

        Exchange again = message("approve", id, "{}");
        again.getMessage().setHeader("JMSRedelivered", true);
        control.process(again);

        assertThat(answer(again)).contains("\"done\":true", id + " goes on.");
        assertThat(next(again)).isEqualTo("install " + id + " 2");
    }

    @Test
    void the_same_command_twice_has_one_answer_and_is_done_once() {
        String id = givenHeld();
        Exchange first = send("approve", id, "\"id\": \"anna-1\"");
        Boarding install = scene.ledger.board(id, 2, false).orElseThrow();
        send("hold", id);
        Boarding held = scene.boardedAfter(install, List.of());
        new Hold(scene.ledger, scene.time).process(boarded(held));

        Exchange second = send("approve", id, "\"id\": \"anna-1\"");

        assertThat(answer(second)).isEqualTo(answer(first));
        assertThat(deployment(id).state()).isEqualTo(State.HELD);
    }

    @Test
    void one_that_waits_is_cancelled_at_once_and_a_lane_that_is_free_gets_its_next() {
        Boarding first = scene.boarded(aPlanWithoutOthers(), Stage.FINISH);
        String second = givenWaiting();
        String third = givenWaiting();
        scene.ledger.end(first, Ending.SUCCEEDED, "");

        Exchange cancel = send("cancel", second);

        assertThat(answer(cancel)).contains("\"done\":true", "nothing was touched");
        assertThat(deployment(second).ending()).contains(Ending.CANCELLED);
        assertThat(deployment(second).reason()).isEqualTo("cancelled by anna");
        assertThat(next(cancel)).isEqualTo("admit " + third + " 0");
    }

    @Test
    void one_that_is_on_its_way_finishes_its_step_and_then_goes_back() {
        Boarding one = scene.boarded(aPlanWithoutOthers(), Stage.ROTATE);
        String id = one.deployment().id();

        Exchange cancel = send("cancel", id);
        Boarding after = scene.boardedAfter(one, List.of(ok(one, "app1", Action.SWITCH)));

        assertThat(answer(cancel))
                .contains("finishes its step rotate one (proxy1, app1), in at most 15 min")
                .contains("what was touched is put back");
        assertThat(next(cancel)).isNull();
        assertThat(after.work().inWords()).isEqualTo("rotate one back (proxy1, app1)");
    }

    @Test
    void one_that_shall_stay_as_it_is_ends_without_a_way_back() {
        Boarding one = scene.boarded(aPlanWithoutOthers(), Stage.ROTATE);
        String id = one.deployment().id();

        Exchange cancel = send("cancel", id, "\"options\": {\"stay\": true}");
        Boarding after = scene.boardedAfter(one, List.of(ok(one, "app1", Action.SWITCH)));

        assertThat(answer(cancel)).contains("everything stays as it is");
        assertThat(after.work().stage()).isEqualTo(Stage.FINISH);
        assertThat(verdict(id)).isEqualTo(Ending.CANCELLED);
    }

    @Test
    void one_that_is_held_goes_back_at_once() {
        Boarding one = scene.boarded(aPlanWithoutOthers(), Stage.ROTATE);
        String id = one.deployment().id();
        send("hold", id);
        Boarding held = scene.boardedAfter(one, List.of(ok(one, "app1", Action.SWITCH)));
        new Hold(scene.ledger, scene.time).process(boarded(held));

        Exchange cancel = send("cancel", id);

        assertThat(answer(cancel)).contains("goes back: rotate one back (proxy1, app1)");
        assertThat(next(cancel)).isEqualTo("rotate " + id + " 4");
        assertThat(deployment(id).wish()).contains(new Wish(Wish.Kind.CANCEL, "anna"));
        assertThat(deployment(id).reason()).isEqualTo("cancelled by anna");
    }

    @Test
    void a_cancel_that_comes_when_the_hold_is_reached_is_heard_there() {
        Boarding fetch = scene.boarded(aPlanWithoutOthers(), Stage.FETCH);
        String id = fetch.deployment().id();
        send("hold", id);
        Boarding held = scene.boardedAfter(fetch, List.of());
        send("cancel", id);

        Exchange exchange = boarded(held);
        new Hold(scene.ledger, scene.time).process(exchange);

        assertThat(next(exchange)).isEqualTo("finish " + id + " 2");
        assertThat(deployment(id).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void the_servers_of_a_parked_rotation_are_put_back_though_nothing_is_recorded_of_them() {
        String id = givenParked(Stage.ROTATE);

        Exchange cancel = send("cancel", id);

        assertThat(answer(cancel)).contains("goes back: rotate one back (proxy1, app1)");
        assertThat(next(cancel)).isEqualTo("rotate " + id + " 2");
        assertThat(dropped).containsExactly("rotate " + id);
        assertThat(scene.alarms.open()).isEmpty();
    }

    @Test
    void a_parked_one_tries_its_step_again() {
        String id = givenParked(Stage.ROTATE);

        Exchange retry = send("retry", id);

        assertThat(answer(retry)).contains("\"done\":true", "goes on with rotate one (proxy1, app1)");
        assertThat(next(retry)).isEqualTo("rotate " + id + " 2");
        assertThat(dropped).containsExactly("rotate " + id);
        assertThat(scene.alarms.open()).isEmpty();
        assertThat(deployment(id).reason()).isEmpty();
        assertThat(scene.ledger.board(id, 2, false)).isPresent();
    }

    @Test
    void a_parked_one_goes_on_without_a_server_and_so_without_its_pair() {
        String id = givenParked(Stage.ROTATE);

        Exchange retry = send("retry", id, "\"options\": {\"exclude\": [\"app1\"]}");

        assertThat(answer(retry)).contains("goes on with rotate two (proxy2, app2)", "PARTIAL: app1, proxy1");
        assertThat(deployment(id).plan().steps())
                .extracting(Step::inWords)
                .containsExactly(
                        "fetch (proxy1, proxy2, app1, app2, batch1)",
                        "install (proxy1, proxy2, app1, app2, batch1)",
                        "rotate two (proxy2, app2)",
                        "verify (proxy2, app2, batch1)",
                        "prune (proxy2, app2, batch1)",
                        "finish");
        assertThat(verdict(id)).isEqualTo(Ending.PARTIAL);
    }

    @Test
    void a_server_that_is_not_there_cannot_be_excluded() {
        String id = givenParked(Stage.ROTATE);

        Exchange retry = send("retry", id, "\"options\": {\"exclude\": [\"ap1\"]}");

        assertThat(answer(retry)).contains("\"done\":false", "did you mean app1?");
        assertThat(deployment(id).isParked()).isTrue();
    }

    @Test
    void what_a_deployment_has_left_undone_becomes_a_deployment_of_its_own() {
        String old = givenEndedAfterPairOne();

        Exchange retry = send("retry", old, "\"id\": \"anna-7\"");

        Deployment made = scene.ledger.findByRequest("anna-7").orElseThrow();
        assertThat(answer(retry))
                .contains("\"done\":true", "\"deployment\":\"" + made.id(), made.id() + " does what " + old);
        assertThat(next(retry)).isEqualTo("admit " + made.id() + " 0");
        assertThat(made.request().retryOf()).contains(old);
        assertThat(made.plan().steps())
                .extracting(Step::inWords)
                .containsExactly(
                        "fetch (proxy2, app2, batch1)",
                        "install (proxy2, app2, batch1)",
                        "switch (batch1)",
                        "restart (batch1)",
                        "rotate two (proxy2, app2)",
                        "verify (proxy1, proxy2, app1, app2, batch1)",
                        "prune (proxy1, proxy2, app1, app2, batch1)",
                        "finish");
        assertThat(made.plan().start().previous()).containsEntry("app1", "shop-1-standalone");
    }

    @Test
    void a_retry_that_comes_again_makes_no_second_deployment() {
        String old = givenEndedAfterPairOne();
        send("retry", old, "\"id\": \"anna-7\"");

        Exchange again = message("retry", old, "{\"id\": \"anna-8\"}");
        Exchange same = send("retry", old, "\"id\": \"anna-7\"");
        control.process(again);

        assertThat(answer(same)).contains("does what " + old);
        assertThat(answer(again)).contains("\"done\":false", "is in the same lane");
        assertThat(scene.ledger.underWay()).hasSize(1);
    }

    @Test
    void a_retry_is_refused_when_something_newer_was_deployed_since() {
        String old = givenEndedAfterPairOne();
        Boarding newer = scene.boarded(aPlan("shop", "3"), Stage.FINISH);
        scene.ledger.end(newer, Ending.SUCCEEDED, "");

        Exchange retry = send("retry", old);

        assertThat(answer(retry)).contains("\"done\":false", newer.deployment().id() + " (3, SUCCEEDED)");
    }

    @Test
    void a_newer_one_that_touched_nothing_is_no_hindrance() {
        String old = givenEndedAfterPairOne();
        Boarding newer = scene.boarded(aPlan("shop", "3"), Stage.FINISH);
        scene.ledger.end(newer, Ending.FAILED, "no zip");

        assertThat(answer(send("retry", old))).contains("\"done\":true");
    }

    @Test
    void a_success_leaves_nothing_to_do() {
        Boarding finish = scene.boarded(aPlan("shop", "3"), Stage.FINISH);
        scene.ledger.end(finish, Ending.SUCCEEDED, "");

        assertThat(answer(send("retry", finish.deployment().id()))).contains("\"done\":false", "has succeeded");
    }

    @Test
    void why_tells_who_is_ahead() {
        String ahead =
                scene.boarded(aPlanWithoutOthers(), Stage.ROTATE).deployment().id();
        String waiting = givenWaiting();
        scene.ledger.admit(waiting);

        String says = answer(send("why", waiting));

        assertThat(says)
                .contains(waiting + " has not begun: waits for " + ahead)
                .contains("Ahead of it: " + ahead + " is on its way: step 3 of 7, rotate one (proxy1, app1).");
    }

    @Test
    void why_tells_the_open_alarm_and_what_to_type() {
        String id = givenParked(Stage.ROTATE);

        String says = answer(send("why", id));

        assertThat(says)
                .contains("shop 2 to production, asked for by kari")
                .contains("has stopped at step 3 of 7, rotate one (proxy1, app1): the stage broke")
                .contains("trikk control retry " + id, "trikk control cancel " + id)
                .contains("Open alarm since", "look after it");
    }

    @Test
    void why_knows_requests_too() {
        String id = givenWaiting();

        String says = answer(send("why", deployment(id).request().id()));

        assertThat(says).contains("\"deployment\":\"" + id);
    }

    @Test
    void an_unknown_deployment_is_refused_with_the_one_that_was_meant() {
        String id =
                scene.boarded(aPlanWithoutOthers(), Stage.FETCH).deployment().id();

        String says = answer(send("cancel", id.replace("shop", "sohp")));

        assertThat(says).contains("\"done\":false", "did you mean " + id + "?");
    }

    @Test
    void what_is_no_command_is_answered_with_what_is_wrong_with_it() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody("{\"command\": \"cancle\", \"deployment\": \"shop-1\"}");

        control.process(exchange);

        assertThat(answer(exchange)).contains("\"done\":false", "$.by: This field is missing.", "$.command");
        assertThat(next(exchange)).isNull();
    }

    private String givenHeld() {
        Boarding fetch = scene.boarded(aPlanWithoutOthers(), Stage.FETCH);
        send("hold", fetch.deployment().id());
        new Hold(scene.ledger, scene.time).process(boarded(scene.boardedAfter(fetch, List.of())));
        return fetch.deployment().id();
    }

    private String givenWaiting() {
        return scene.ledger
                .accept(aRequest(UUID.randomUUID().toString(), "shop", "9"), aPlan("shop", "9"))
                .id();
    }

    private String givenParked(Stage stage) {
        Boarding boarding = scene.boarded(aPlanWithoutOthers(), stage);
        String id = boarding.deployment().id();
        scene.ledger.park(id, boarding.step(), "the stage broke");
        scene.alarms.raise(Alarm.Kind.PARKED, "parked/" + id, Optional.of(id), "look after it");
        return id;
    }

    /** As if nothing ran on the server for batch work: fewer steps to look through. */
    private static Plan aPlanWithoutOthers() {
        Plan plan = aPlan("shop", "2");
        return plan.with(plan.steps().stream()
                .filter(step -> step.stage() != Stage.SWITCH && step.stage() != Stage.RESTART)
                .toList());
    }

    private String givenEndedAfterPairOne() {
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

    private Exchange send(String command, String deployment, String... more) {
        Exchange exchange = message(command, deployment, "{" + String.join(", ", more) + "}");
        control.process(exchange);
        return exchange;
    }

    private static Exchange message(String command, String deployment, String more) {
        String rest = more.substring(1, more.length() - 1);
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader("JMSMessageID", "ID:" + UUID.randomUUID());
        exchange.getMessage()
                .setBody("{\"command\": \"%s\", \"deployment\": \"%s\", \"by\": \"anna\"%s}"
                        .formatted(command, deployment, rest.isEmpty() ? "" : ", " + rest));
        return exchange;
    }

    private static Exchange boarded(Boarding boarding) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        StageExchange.board(exchange, boarding);
        return exchange;
    }

    private Deployment deployment(String id) {
        return scene.ledger.find(id).orElseThrow();
    }

    private Ending verdict(String id) {
        return Verdict.of(deployment(id), scene.ledger.results(id)).ending();
    }

    private static String answer(Exchange exchange) {
        return exchange.getProperty("trikk.answer", String.class);
    }

    /** Where the message goes: queue, deployment and step. */
    private static String next(Exchange exchange) {
        String queue = exchange.getMessage().getHeader("TrikkNext", String.class);
        return queue == null
                ? null
                : queue + " " + StageExchange.deployment(exchange) + " " + StageExchange.step(exchange);
    }

    private static Result ok(Boarding boarding, String server, String action) {
        return new Result(
                boarding.step(), boarding.work().stage(), server, action, Outcome.ok("", Duration.ZERO), Instant.EPOCH);
    }
}
