package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Server;
import dev.trikk.remote.OnServer;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Outcome.Status;
import dev.trikk.remote.Script;
import dev.trikk.remote.Upload;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.LoadBalancer.LastMember;
import dev.trikk.rotation.Member;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    private static final Server SERVER = new Server("app1", "127.0.0.1", 22, Optional.empty());
    private static final Script SCRIPT = new Script("check", "true\n", Duration.ofSeconds(1));

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Measured measured = new Measured(meters);

    @Test
    void a_call_is_counted_by_what_it_went_to_and_its_result_comes_through() {
        LoadBalancer front = measured.of(LoadBalancer.class, "balancer", "front", new Scripted(() -> List.of()));

        assertThat(front.members()).isEmpty();
        assertThat(front.members()).isEmpty();

        assertThat(count("balancer", "front", "members", "ok")).isEqualTo(2);
    }

    @Test
    void an_outage_is_counted_as_away_and_comes_through_as_it_is() {
        BalancerUnavailable outage = new BalancerUnavailable("it does not answer", null);
        LoadBalancer front = measured.of(LoadBalancer.class, "balancer", "front", new Scripted(() -> {
            throw outage;
        }));

        assertThatThrownBy(front::members).isSameAs(outage);

        assertThat(count("balancer", "front", "members", "away")).isEqualTo(1);
    }

    @Test
    void any_other_exception_is_counted_as_failed() {
        LoadBalancer front = measured.of(LoadBalancer.class, "balancer", "front", new Scripted(() -> {
            throw new LastMember("nobody would be left");
        }));

        assertThatThrownBy(() -> front.drain("proxy1")).isInstanceOf(LastMember.class);

        assertThat(count("balancer", "front", "drain", "failed")).isEqualTo(1);
    }

    @Test
    void a_server_is_named_by_the_call_and_its_outcome_is_counted() {
        for (Status status : Status.values()) {
            OnServer door = measured.of(OnServer.class, "server", new Answering(status));
            assertThat(door.run(SERVER, "deploy", SCRIPT).status()).isEqualTo(status);
        }

        assertThat(count("server", "app1", "run", "ok")).isEqualTo(1);
        assertThat(count("server", "app1", "run", "failed")).isEqualTo(2);
        assertThat(count("server", "app1", "run", "away")).isEqualTo(3);
    }

    @Test
    void what_every_object_can_do_is_no_call() {
        LoadBalancer front = measured.of(LoadBalancer.class, "balancer", "front", new Scripted(() -> List.of()));

        assertThat(front).hasToString("a scripted balancer");

        assertThat(meters.getMeters()).isEmpty();
    }

    private long count(String to, String name, String call, String outcome) {
        return meters.get("trikk.calls")
                .tags("to", to, "name", name, "call", call, "outcome", outcome)
                .timer()
                .count();
    }

    private record Scripted(Supplier<List<Member>> answer) implements LoadBalancer {
        @Override
        public List<Member> members() {
            return answer.get();
        }

        @Override
        public void drain(String member) {
            members();
        }

        @Override
        public void restore(String member) {
            members();
        }

        @Override
        public String toString() {
            return "a scripted balancer";
        }
    }

    private record Answering(Status status) implements OnServer {
        @Override
        public Outcome run(Server server, String login, Script script) {
            return new Outcome(status, -1, "", "", Duration.ZERO);
        }

        @Override
        public Outcome put(Server server, String login, Upload upload) {
            throw new AssertionError("nothing is put");
        }
    }
}
