package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.TrikkProcess;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two daemons in processes of their own share one broker and one ledger, on the real fleet. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class SeveralNodesTest {
    private static final Map<String, String> ALL_UP = Map.of("proxy1", "UP", "proxy2", "UP");

    private final List<TrikkProcess> nodes = new ArrayList<>();
    private Fleet fleet;
    private Cluster cluster;

    @BeforeEach
    void start() throws Exception {
        fleet = Fleet.up("pairs", "shop", "parking");
        fleet.release("shop,parking", "1.0,1.1,1.2,1.3");
        cluster = new Cluster(fleet);
        nodes.add(cluster.node());
        nodes.add(cluster.node());
        List<String> first = List.of(cluster.deploy("shop", "1.0"), cluster.deploy("parking", "1.0"));
        first.forEach(cluster::awaitSuccess);
    }

    @AfterEach
    void stop() {
        nodes.forEach(TrikkProcess::close);
        if (cluster != null) {
            cluster.close();
        }
        fleet.close();
    }

    @Test
    void when_one_is_killed_in_a_rotation_the_other_goes_on_with_that_pair() throws Exception {
        Traffic traffic = new Traffic(fleet, "shop", "1.0", "1.1");
        TrikkProcess rotating = rotating();
        String id = cluster.deploy("shop", "1.1");
        awaitADrainedMember();

        rotating.kill();
        Deployment deployment = cluster.awaitSuccess(id);

        traffic.assertNoneFailed();
        assertAllAreUpWith("1.1");
        assertThat(switched(deployment)).containsExactlyInAnyOrder("app1", "proxy1", "app2", "proxy2");
        assertThat(cluster.mails("SUCCEEDED shop 1.1")).hasSize(1);
    }

    @Test
    void one_that_was_frozen_in_a_rotation_and_wakes_up_changes_nothing_any_more() throws Exception {
        Traffic traffic = new Traffic(fleet, "shop", "1.0", "1.1", "1.2");
        TrikkProcess rotating = rotating();
        String id = cluster.deploy("shop", "1.1");
        awaitADrainedMember();

        rotating.signal("STOP");
        Deployment ended = cluster.awaitSuccess(id);
        List<Result> results = cluster.ledger().results(id);
        rotating.signal("CONT");
        // it works again when it has found that it was replaced: both have something to do
        List<String> further = List.of(cluster.deploy("shop", "1.2"), cluster.deploy("parking", "1.1"));
        further.forEach(cluster::awaitSuccess);

        traffic.assertNoneFailed();
        assertAllAreUpWith("1.2");
        assertThat(cluster.ledger().find(id)).contains(ended);
        assertThat(cluster.ledger().results(id)).isEqualTo(results);
        assertThat(cluster.mails("SUCCEEDED shop 1.2")).hasSize(1);
        assertThat(cluster.mails("SUCCEEDED shop 1.1")).hasSize(1);
    }

    @Test
    void one_that_is_told_to_stop_in_a_rotation_ends_that_step_and_the_other_does_the_rest() throws Exception {
        Traffic traffic = new Traffic(fleet, "shop", "1.0", "1.1");
        TrikkProcess rotating = rotating();
        String id = cluster.deploy("shop", "1.1");
        awaitADrainedMember();

        rotating.terminate();
        assertThat(rotating.awaitEnd()).as(rotating.err()).isZero();
        Deployment deployment = cluster.awaitSuccess(id);

        traffic.assertNoneFailed();
        assertAllAreUpWith("1.1");
        assertThat(switched(deployment)).as("each once").containsExactlyInAnyOrder("app1", "proxy1", "app2", "proxy2");
        assertThat(cluster.mails("SUCCEEDED shop 1.1")).hasSize(1);
    }

    /** The messages of a pool go to one node for as long as it is there. */
    private TrikkProcess rotating() {
        return nodes.stream()
                .filter(node -> node.err().contains(" rotate one "))
                .findFirst()
                .orElseThrow();
    }

    private void awaitADrainedMember() {
        await("a member is out of rotation")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !fleet.members().equals(ALL_UP));
    }

    private void assertAllAreUpWith(String version) {
        assertThat(fleet.members()).isEqualTo(ALL_UP);
        assertThat(cluster.ledger().drained()).isEmpty();
        assertThat(List.of("app1", "app2")).allSatisfy(server -> assertThat(fleet.ask(server, "shop", "version"))
                .isEqualTo(version));
    }

    private List<String> switched(Deployment deployment) {
        return cluster.ledger().results(deployment.id()).stream()
                .filter(result -> result.action().equals("switch"))
                .map(Result::server)
                .toList();
    }
}
