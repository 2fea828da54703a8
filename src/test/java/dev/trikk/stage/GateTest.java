package dev.trikk.stage;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.jdbi.JdbiLedger;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.rotation.Drains;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    @TempDir
    Path folder;

    private final Pauses time = new Pauses();
    private final Deployment deployment = deployment(aPlan("shop", "2.0"));
    private LedgerDatabase database;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = new LedgerDatabase(
                LedgerDatabase.h2(folder.resolve("ledger").toString()), Optional.empty(), Optional.empty());
        ledger = new JdbiLedger(database, time);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_check_of_the_balancer_that_fails_once_does_not_fail_the_drain() {
        OtherMember balancer = new OtherMember(Duration.ofSeconds(1));

        boolean isOut = leave(balancer);

        assertThat(isOut).isTrue();
        assertThat(balancer.rotation).isEqualTo(Rotation.DRAINING);
        assertThat(ledger.drained()).hasSize(1);
    }

    @Test
    void a_member_that_stays_unwell_keeps_the_other_one_in_rotation() {
        OtherMember balancer = new OtherMember(Duration.ofHours(1));

        boolean isOut = leave(balancer);

        assertThat(isOut).isFalse();
        assertThat(balancer.rotation).isEqualTo(Rotation.IN);
        assertThat(ledger.drained()).isEmpty();
        assertThat(time.passed()).isLessThan(Duration.ofSeconds(15));
    }

    private boolean leave(LoadBalancer balancer) {
        Plan plan = deployment.plan();
        int step = plan.steps().stream().map(each -> each.stage()).toList().indexOf(Stage.ROTATE);
        Gate gate = new Gate(unused -> balancer, new Drains(time, time, Duration.ofMillis(100)), ledger, time, time);
        Trip trip = new Trip(new Boarding(deployment, step, false), Duration.ofMinutes(1));
        return gate.leave(trip, plan.pool().pair("one"));
    }

    private static Deployment deployment(Plan plan) {
        return new Deployment(
                "shop-1",
                aRequest("r1", "shop", "2.0"),
                plan,
                Deployment.State.ACTIVE,
                0,
                1,
                Optional.empty(),
                "",
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                Optional.empty());
    }

    /** A balancer that does not believe in proxy2 for a while; proxy1 is well. */
    private final class OtherMember implements LoadBalancer {
        private final Duration unwell;
        private Rotation rotation = Rotation.IN;

        OtherMember(Duration unwell) {
            this.unwell = unwell;
        }

        @Override
        public List<Member> members() {
            boolean isWell = time.passed().compareTo(unwell) >= 0;
            return List.of(new Member("proxy1", rotation, true, 0), new Member("proxy2", Rotation.IN, isWell, 0));
        }

        @Override
        public void drain(String member) {
            rotation = Rotation.DRAINING;
        }

        @Override
        public void restore(String member) {
            rotation = Rotation.IN;
        }
    }
}
