package dev.trikk.stage;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.anApplication;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Approval;
import dev.trikk.inventory.EnvironmentRules;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Train;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.request.TrainRequest;
import dev.trikk.request.TrainRequest.All;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** What a person wants of a whole train, and of an environment. */
class ControlTrainTest extends ControlCase {
    @Test
    void a_train_at_its_approval_is_approved_at_once() {
        Train train = givenAtApproval();

        Exchange approve = send("approve", train.id());

        assertThat(answer(approve)).contains("\"done\":true", id(train, 0) + " goes on", id(train, 1) + " goes on");
        assertThat(sent).containsExactlyElementsOf(train.deployments());
        assertThat(scene.ledger.ofTrain(train.id()))
                .extracting(Deployment::state)
                .containsOnly(State.ACTIVE);
        assertThat(scene.ledger.train(train.id()).orElseThrow().approvedBy()).contains("anna");
    }

    @Test
    void four_eyes_see_a_train_too() {
        inventory = ruled(Approval.ANOTHER);
        Train train = givenAtApproval();

        Exchange nobody = send("approve", train.id());
        Exchange asker = message("approve", train.id(), "{}");
        asker.getMessage().setHeader("JMSXUserID", "ci");
        control.process(asker);
        Exchange another = message("approve", train.id(), "{}");
        another.getMessage().setHeader("JMSXUserID", "operator");
        control.process(another);

        assertThat(answer(nobody)).contains("\"done\":false", "rule \\\"approval\\\": it is not known who sent this");
        assertThat(answer(asker)).contains("\"done\":false", "rule \\\"approval\\\": another than who asked for");
        assertThat(answer(another)).contains("\"done\":true");
    }

    @Test
    void a_train_is_cancelled_with_all_that_is_not_over() {
        Train train = givenTrain(plan -> plan);

        Exchange cancel = send("cancel", train.id());
        Exchange again = send("cancel", train.id());

        assertThat(answer(cancel)).contains("\"done\":true");
        assertThat(scene.ledger.train(train.id()).flatMap(Train::ending)).contains(Ending.CANCELLED);
        assertThat(answer(again))
                .contains("\"done\":false", "No deployment of " + train.id() + " is there to cancel", "CANCELLED");
    }

    @Test
    void a_train_is_retried_where_it_did_not_succeed() {
        Train train = givenTrain(plan -> plan);
        end(train, 0, Ending.SUCCEEDED);
        end(train, 1, Ending.FAILED);

        Exchange retry = send("retry", train.id(), "\"id\": \"anna-7\"");
        Exchange twice = send("retry", train.id(), "\"id\": \"anna-7\"");

        assertThat(answer(retry)).contains("\"done\":true").doesNotContain(id(train, 0));
        assertThat(scene.ledger.underWay())
                .singleElement()
                .satisfies(made -> assertThat(made.request().retryOf()).contains(id(train, 1)));
        assertThat(sent).hasSize(1);
        assertThat(answer(twice)).isEqualTo(answer(retry));
    }

    @Test
    void why_tells_of_each() {
        Train train = givenTrain(plan -> plan);
        end(train, 0, Ending.SUCCEEDED);

        assertThat(answer(send("why", train.id())))
                .contains(train.id() + " is on its way to production.", id(train, 0) + ": SUCCEEDED");
        assertThat(answer(send("why", "friday"))).contains(train.id());
    }

    @Test
    void an_environment_is_frozen_and_thawed_by_hand() {
        inventory = ruled(Approval.NONE);
        String waiting = givenWaiting();

        String frozen = freeze("freeze", "\"until\": \"2999-12-27T08:00\", \"reason\": \"audit\"");
        String closed = freeze("freeze", "\"until\": \"1960-12-27T08:00\"");
        String unreadable = freeze("freeze", "\"until\": \"2999-02-30T08:00\"");
        boolean isClosed = !scene.freezes.current().isEmpty();
        String thawed = freeze("thaw");
        String twice = freeze("thaw");

        assertThat(frozen).contains("\"done\":true", "takes no deployments until 2999-12-27 08:00 Europe/Oslo (audit)");
        assertThat(closed).contains("\"done\":false", "until is over already");
        assertThat(unreadable).contains("\"done\":false", "until is \\\"2999-02-30T08:00\\\"", "in Europe/Oslo");
        assertThat(isClosed).isTrue();
        assertThat(thawed).contains("\"done\":true", "production is thawed.");
        assertThat(sent).as("who waited is let in").containsExactly(waiting);
        assertThat(twice).contains("was not frozen by hand.");
    }

    @Test
    void what_is_no_environment_is_not_frozen() {
        Exchange exchange = message("freeze", "x", "{\"environment\": \"produktion\"}");
        exchange.getMessage().setBody("{\"command\": \"freeze\", \"environment\": \"produktion\", \"by\": \"anna\"}");

        control.process(exchange);

        assertThat(answer(exchange))
                .contains("\"done\":false", "There is no environment \\\"produktion\\\"", "did you mean production?");
    }

    private String freeze(String command, String... more) {
        Exchange exchange = message(command, "x", "{}");
        exchange.getMessage()
                .setBody("{\"command\": \"%s\", \"environment\": \"production\", \"by\": \"anna\"%s}"
                        .formatted(command, more.length == 0 ? "" : ", \"options\": {" + more[0] + "}"));
        control.process(exchange);
        return answer(exchange);
    }

    private Train givenTrain(UnaryOperator<Plan> change) {
        TrainRequest request = new TrainRequest(
                "friday",
                "production",
                new All("release", List.of()),
                Optional.of("kari"),
                List.of(),
                Optional.empty(),
                false,
                false,
                Optional.of("ci"));
        return scene.ledger.accept(
                request,
                Stream.of("parking", "shop")
                        .map(name -> change.apply(aPlan(name, "2")))
                        .toList(),
                List.of());
    }

    private Train givenAtApproval() {
        Train train = givenTrain(Plans::approved);
        train.deployments().forEach(id -> {
            scene.ledger.admit(id);
            new Hold(scene.ledger, scene.time)
                    .process(boarded(scene.ledger.board(id, 0, false).orElseThrow()));
        });
        return train;
    }

    private void end(Train train, int index, Ending ending) {
        String id = id(train, index);
        scene.ledger.admit(id);
        scene.ledger.end(scene.ledger.board(id, 0, false).orElseThrow(), ending, "");
    }

    private static String id(Train train, int index) {
        return train.deployments().get(index);
    }

    private static Inventory ruled(Approval approval) {
        EnvironmentRules rules = new EnvironmentRules(
                true, approval, ZoneId.of("Europe/Oslo"), List.of(), Optional.empty(), Optional.empty());
        return new Inventory(
                Map.of(),
                Map.of("production", aPairedEnvironment()),
                Map.of("shop", anApplication("shop")),
                Map.of(),
                Map.of("production", rules));
    }
}
