package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.TrikkProcess;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Train;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two daemons in processes of their own share one broker and one ledger, on the real fleet. Whoever is lost is replaced before
 * the next test; every test brings a release of its own.
 */
class SeveralNodesTest {
    private static final Map<String, String> ALL_UP = Map.of("proxy1", "UP", "proxy2", "UP");
    /** More than the consumers that one node has for a stage. */
    private static final List<String> MANY =
            IntStream.rangeClosed(1, 14).mapToObj("app%02d"::formatted).toList();

    private static Fleet fleet;
    private static Cluster cluster;

    private TrikkProcess rotating;
    private TrikkProcess other;

    @BeforeAll
    static void start() throws Exception {
        fleet = Fleet.up(
                "pairs", Stream.concat(Stream.of("shop"), MANY.stream()).toArray(String[]::new));
        fleet.release("shop", "1.0,1.1,1.2,1.3,1.4,1.5");
        fleet.silent(String.join(",", MANY), "1.0,1.1,1.2");
        cluster = new Cluster(fleet, new FleetInventory(fleet).silent(MANY));
        cluster.nodes(2);
        cluster.awaitSuccess(cluster.deploy("shop", "1.0"));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (fleet != null) {
            fleet.close();
        }
    }

    @BeforeEach
    void bothAreThere() {
        List<TrikkProcess> nodes = cluster.nodes(2);
        // the messages of a pool go to one consumer for as long as it is there
        rotating = lastAtARotation(nodes.get(0)).compareTo(lastAtARotation(nodes.get(1))) > 0
                ? nodes.get(0)
                : nodes.get(1);
        other = rotating == nodes.get(0) ? nodes.get(1) : nodes.get(0);
    }

    @Test
    void both_do_steps_of_many_deployments_and_each_step_is_done_once() throws Exception {
        Traffic traffic = new Traffic(fleet, "shop", version());

        List<String> ids = cluster.deployAll(MANY, "1.0");
        List<Deployment> deployments = ids.stream().map(cluster::awaitSuccess).toList();

        traffic.assertNoneFailed();
        assertAllAreUp();
        assertThat(List.of(rotating, other)).allSatisfy(node -> assertThat(ids)
                .as("done by one of both")
                .filteredOn(id -> did(node, id).stream().anyMatch(step -> step.startsWith("fetch ")))
                .isNotEmpty());
        assertThat(deployments).allSatisfy(deployment -> {
            assertThat(switched(deployment)).containsExactlyInAnyOrder("app1", "proxy1", "app2", "proxy2");
            assertThat(done(deployment))
                    .as("by both, each once")
                    .doesNotHaveDuplicates()
                    .hasSize(deployment.plan().finish());
        });
    }

    @Test
    void when_one_is_killed_in_a_rotation_the_other_goes_on_with_that_pair() throws Exception {
        Traffic traffic = new Traffic(fleet, "shop", version(), "1.1");
        Deployment atRotation = untilAMemberIsDrained(cluster.deploy("shop", "1.1"));

        rotating.kill();

        awaitTakeover(atRotation);
        Deployment deployment = cluster.awaitSuccess(atRotation.id());
        traffic.assertNoneFailed();
        assertAllAreUp();
        assertIsEverywhere(deployment);
        assertThat(did(rotating, deployment.id())).doesNotContain(stepOf(atRotation));
        assertThat(did(other, deployment.id())).contains(stepOf(atRotation));
        assertIsReportedOnce(deployment);
    }

    @Test
    void when_all_are_killed_in_the_middle_of_a_train_it_ends_after_a_restart_with_one_report() throws Exception {
        String train = cluster.train(MANY, "1.2");
        await("the middle of " + train)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> cluster.ledger().ofTrain(train).stream().anyMatch(one -> one.cursor() > 1));

        rotating.kill();
        other.kill();
        assertThat(cluster.ledger().train(train).flatMap(Train::endedAt))
                .as("killed too late")
                .isEmpty();
        cluster.nodes(2);

        await("the end of " + train)
                .until(() ->
                        cluster.ledger().train(train).flatMap(Train::endedAt).isPresent());
        cluster.ledger().ofTrain(train).forEach(one -> cluster.awaitSuccess(one.id()));
        assertThat(cluster.mailboxesWith("SUCCEEDED " + train + ": 14 applications -> production"))
                .containsExactlyInAnyOrderElementsOf(Cluster.READERS);
        assertThat(MANY).allSatisfy(name -> assertThat(cluster.mailboxes("SUCCEEDED " + name + " 1.2"))
                .isEmpty());
        assertAllAreUp();
    }

    @Test
    void one_that_was_frozen_in_a_rotation_and_wakes_up_changes_nothing_any_more() throws Exception {
        Traffic traffic = new Traffic(fleet, "shop", version(), "1.2");
        Deployment atRotation = untilAMemberIsDrained(cluster.deploy("shop", "1.2"));

        rotating.signal("STOP");
        try {
            awaitTakeover(atRotation);
        } finally {
            rotating.signal("CONT");
        }

        rotating.awaitText(atRotation.id() + " step " + atRotation.cursor() + " was begun again by another");
        Deployment deployment = cluster.awaitSuccess(atRotation.id());
        List<Result> results = cluster.ledger().results(deployment.id());
        // it goes on with new work
        cluster.deployAll(MANY, "1.1").forEach(cluster::awaitSuccess);
        traffic.assertNoneFailed();
        assertAllAreUp();
        assertIsEverywhere(deployment);
        assertThat(did(rotating, deployment.id())).doesNotContain(stepOf(atRotation));
        assertThat(cluster.ledger().find(deployment.id())).contains(deployment);
        assertThat(cluster.ledger().results(deployment.id())).isEqualTo(results);
        assertIsReportedOnce(deployment);
    }

    @Test
    void one_that_is_told_to_stop_in_a_rotation_ends_that_step_and_the_other_does_the_rest() throws Exception {
        assertStopsInARotation("1.3", TrikkProcess::terminate);
    }

    @Test
    void one_that_an_operator_stops_in_a_rotation_does_the_same() throws Exception {
        assertStopsInARotation(
                "1.5", node -> assertThat(cluster.tellToStop(node)).isZero());
    }

    @Test
    void while_the_ledgers_database_is_away_a_rotation_waits_for_it_and_is_begun_anew_when_it_is_back()
            throws Exception {
        Traffic traffic = new Traffic(fleet, "shop", version(), "1.4");
        Deployment atRotation = untilAMemberIsDrained(cluster.deploy("shop", "1.4"));

        cluster.postgres().stop();
        try {
            rotating.awaitText(atRotation.id() + " cannot put \\[proxy.] back yet: the ledger did not answer");
        } finally {
            cluster.postgres().start();
        }

        Deployment deployment = cluster.awaitSuccess(atRotation.id());
        traffic.assertNoneFailed();
        assertAllAreUp();
        assertIsEverywhere(deployment);
        assertIsReportedOnce(deployment);
    }

    private void assertStopsInARotation(String version, Consumer<TrikkProcess> stop) throws Exception {
        Traffic traffic = new Traffic(fleet, "shop", version(), version);
        Deployment atRotation = untilAMemberIsDrained(cluster.deploy("shop", version));

        stop.accept(rotating);

        assertThat(rotating.awaitEnd()).as(rotating.err()).isZero();
        Deployment deployment = cluster.awaitSuccess(atRotation.id());
        traffic.assertNoneFailed();
        assertAllAreUp();
        assertIsEverywhere(deployment);
        assertThat(did(rotating, deployment.id())).endsWith(stepOf(atRotation));
        assertThat(did(other, deployment.id())).isNotEmpty().doesNotContain(stepOf(atRotation));
        assertIsReportedOnce(deployment);
    }

    /** When the last rotation of a node was done, as its log tells the time. */
    private static String lastAtARotation(TrikkProcess node) {
        return node.err()
                .lines()
                .filter(line -> line.contains(" Advance: ") && line.contains(" rotate "))
                .reduce("", (earlier, later) -> later);
    }

    /** The deployment as it is while its first pair is out of rotation. */
    private static Deployment untilAMemberIsDrained(String id) {
        await("a member is out of rotation").pollInterval(Duration.ofMillis(10)).until(() -> !fleet.members()
                .equals(ALL_UP));
        return cluster.ledger().find(id).orElseThrow();
    }

    /** The same step is begun again. */
    private static void awaitTakeover(Deployment before) {
        Deployment after = await("another attempt")
                .pollInterval(Duration.ofMillis(10))
                .until(() -> cluster.ledger().find(before.id()).orElseThrow(), now -> now.epoch() > before.epoch());
        assertThat(after.cursor()).isEqualTo(before.cursor());
        assertThat(cluster.rotations().drained()).as("nobody has put it back").hasSize(1);
    }

    /** What runs on the fleet before a test. */
    private static String version() {
        return fleet.ask("app1", "shop", "version");
    }

    private static void assertAllAreUp() {
        assertThat(fleet.members()).isEqualTo(ALL_UP);
        assertThat(cluster.rotations().drained()).isEmpty();
    }

    private static void assertIsEverywhere(Deployment deployment) {
        assertThat(List.of("app1", "app2")).allSatisfy(server -> assertThat(fleet.ask(server, "shop", "version"))
                .isEqualTo(deployment.plan().release().version()));
        assertThat(switched(deployment)).as("each once").containsExactlyInAnyOrder("app1", "proxy1", "app2", "proxy2");
    }

    private static void assertIsReportedOnce(Deployment deployment) {
        assertThat(cluster.reports(deployment)).containsExactlyInAnyOrderElementsOf(Cluster.READERS);
    }

    private static List<String> switched(Deployment deployment) {
        return cluster.ledger().results(deployment.id()).stream()
                .filter(result -> result.action().equals("switch"))
                .map(Result::server)
                .toList();
    }

    private static String stepOf(Deployment deployment) {
        return deployment.step().inWords();
    }

    private List<String> done(Deployment deployment) {
        List<String> steps = new ArrayList<>(did(rotating, deployment.id()));
        steps.addAll(did(other, deployment.id()));
        return steps;
    }

    /** Steps of a deployment that a node has ended well, in its own words. */
    private static List<String> did(TrikkProcess node, String id) {
        String start = " Advance: " + id + " ";
        return node.err()
                .lines()
                .filter(line -> line.contains(start) && line.endsWith(" done"))
                .map(line -> line.substring(line.indexOf(start) + start.length(), line.length() - " done".length()))
                .toList();
    }
}
