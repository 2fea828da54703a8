package dev.trikk.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger.LedgerUnavailable;
import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Pauses;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.Tally;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known of things that may be away; time passes without anyone waiting. */
public class WatchTest {
    private final dev.trikk.rotation.Pauses time = new dev.trikk.rotation.Pauses();
    private final List<PausedStage> paused = new ArrayList<>();
    private RuntimeException ledgerTrouble;
    private RuntimeException brokerTrouble;
    private Optional<Integer> store = Optional.of(3);
    private boolean accepts = true;
    private final Watch watch = watch();

    @Test
    void where_all_is_well_requests_are_taken() {
        look();

        assertThat(watch.readiness()).extracting(Check::name).containsExactly("ledger", "broker", "accept", "store");
        assertThat(bad()).isEmpty();
        assertThat(watch.ledger()).isPresent();
        assertThat(watch.queue("trikk.rotate")).map(QueueState::messages).contains(2L);
    }

    @Test
    void before_the_first_look_nobody_is_ready() {
        assertThat(bad()).containsExactly("ledger", "broker");
    }

    @Test
    void a_ledger_that_fails_is_told_with_its_trouble_and_what_was_known_stays_for_a_while() {
        look();
        ledgerTrouble = new LedgerUnavailable("connection refused", null);

        look();

        assertThat(bad()).containsExactly("ledger");
        assertThat(watch.readiness().get(0).says()).endsWith(": connection refused");
        assertThat(watch.ledger()).isPresent();
        time.pause(Duration.ofSeconds(20));
        assertThat(watch.ledger()).isEmpty();
    }

    @Test
    void whoever_has_not_looked_for_long_knows_nothing() {
        look();

        time.pause(Duration.ofSeconds(20));

        assertThat(bad()).containsExactly("ledger", "broker");
        assertThat(watch.broker()).isEmpty();
    }

    @Test
    void a_broker_that_fails_is_told() {
        brokerTrouble = new IllegalStateException("no route to host");

        look();

        assertThat(bad()).containsExactly("broker");
    }

    @Test
    void a_full_store_takes_no_requests_and_one_that_does_not_tell_does() {
        store = Optional.of(70);
        look();
        assertThat(bad()).containsExactly("store");

        store = Optional.empty();
        look();
        assertThat(bad()).isEmpty();
    }

    @Test
    void where_accept_is_paused_or_stopped_no_requests_are_taken() {
        paused.add(new PausedStage("accept", "anna", Instant.EPOCH, "the weekend"));
        look();
        assertThat(bad()).containsExactly("accept");
        assertThat(watch.readiness().get(2).says()).contains("paused by anna", "the weekend");

        paused.clear();
        accepts = false;
        look();
        assertThat(watch.readiness().get(2).says()).contains("its route is stopped");
    }

    private void look() {
        watch.lookAtLedger();
        watch.lookAtBroker();
    }

    private List<String> bad() {
        return watch.readiness().stream()
                .filter(check -> !check.isWell())
                .map(Check::name)
                .toList();
    }

    private Watch watch() {
        Tally.Counting counting = new Tally.Counting() {
            @Override
            public Tally tally() {
                if (ledgerTrouble != null) {
                    throw ledgerTrouble;
                }
                return new Tally(1, 2, 3, 4);
            }

            @Override
            public int waiting(Lane lane) {
                throw new AssertionError("nobody asks");
            }
        };
        return new Watch(
                counting, answering(Rotations.class, List.<Drained>of()), pauses(), this::broker, () -> accepts, time);
    }

    private BrokerState broker() {
        if (brokerTrouble != null) {
            throw brokerTrouble;
        }
        return new BrokerState(Map.of("trikk.rotate", new QueueState(2, Optional.empty())), store);
    }

    private Pauses pauses() {
        return answering(Pauses.class, paused);
    }

    /** A port of which only one question is asked. */
    public static <T> T answering(Class<T> port, Object answer) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> answer));
    }
}
