package dev.trikk.rotation.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.Patience;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import dev.trikk.rotation.haproxy.ScriptedHaproxy.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replies that are lost, wrong, endless or missing. */
class HaproxyFaultsTest {
    private static final String HEADER = "1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state "
            + "srv_uweight srv_check_result srv_check_state\n";
    private static final String STATES =
            HEADER + "2 city 1 app1 127.0.0.1 2 0 1 3 6\n2 city 2 app2 127.0.0.1 2 0 1 3 6\n";
    private static final String STATISTICS =
            "# pxname,svname,qcur,scur,last_chk,\ncity,app1,2,3,\"Layer7, \"\"OK\"\",\n200\",\ncity,app2,0,0,,\n";
    private static final String SHOWN = STATES + "\n" + STATISTICS + "\n";

    private final Pauses pauses = new Pauses();
    private final CountDownLatch over = new CountDownLatch(1);
    private ScriptedHaproxy haproxy;

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        if (haproxy != null) {
            haproxy.close();
        }
    }

    @Test
    void columns_go_by_name_and_quoted_fields_may_hold_anything() throws IOException {
        LoadBalancer balancer = givenReply(SHOWN);

        assertThat(balancer.members())
                .containsExactly(new Member("app1", Rotation.IN, true, 5), new Member("app2", Rotation.IN, true, 0));
    }

    @Test
    void one_connection_carries_one_line() throws IOException {
        LoadBalancer balancer = givenReply(SHOWN);

        balancer.members();

        assertThat(haproxy.lines).containsExactly("show servers state city;show stat city 4 -1");
    }

    @Test
    void a_server_with_a_failing_check_is_not_healthy_though_it_still_runs() throws IOException {
        LoadBalancer balancer = givenReply(SHOWN.replace("app1 127.0.0.1 2 0 1 3 6", "app1 127.0.0.1 2 0 1 2 6"));

        assertThat(balancer.member("app1").healthy()).isFalse();
        assertThat(balancer.member("app2").healthy()).isTrue();
    }

    @Test
    void bits_that_stop_no_traffic_do_not_take_a_member_out() throws IOException {
        LoadBalancer balancer = givenReply(SHOWN.replace("app1 127.0.0.1 2 0", "app1 127.0.0.1 2 68"));

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.IN);
    }

    @Test
    void inherited_states_count_like_forced_ones() throws IOException {
        LoadBalancer balancer = givenReply(SHOWN.replace("app1 127.0.0.1 2 0", "app1 127.0.0.1 2 16")
                .replace("app2 127.0.0.1 2 0", "app2 127.0.0.1 0 2"));

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
        assertThat(balancer.member("app2").rotation()).isEqualTo(Rotation.OUT);
    }

    @Test
    void a_change_whose_reply_is_lost_counts_when_its_effect_is_there() throws IOException {
        AtomicBoolean drained = new AtomicBoolean();
        LoadBalancer balancer = given((line, out, client) -> {
            if (line.startsWith("set ")) {
                drained.set(true);
                ScriptedHaproxy.reset(client);
            } else {
                out.write(shown(drained.get()));
            }
        });

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }

    @Test
    void a_change_that_takes_a_moment_is_waited_for() throws IOException {
        AtomicInteger looks = new AtomicInteger();
        LoadBalancer balancer = given((line, out, client) ->
                out.write(line.startsWith("set ") ? "\n".getBytes(UTF_8) : shown(looks.incrementAndGet() > 4)));

        balancer.drain("app1");

        assertThat(pauses.passed()).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void a_change_that_is_confirmed_but_has_no_effect_is_a_failure() throws IOException {
        LoadBalancer balancer =
                given((line, out, client) -> out.write(line.startsWith("set ") ? "\n".getBytes(UTF_8) : shown(false)));

        assertThatThrownBy(() -> balancer.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("no effect of 'set server city/app1 state drain': it reported success")
                .hasMessageContaining("app1: admin state 0x00");
        assertThat(pauses.passed()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @Test
    void a_lost_change_without_effect_is_a_failure_with_its_cause() throws IOException {
        LoadBalancer balancer = given((line, out, client) -> {
            if (line.startsWith("set ")) {
                ScriptedHaproxy.reset(client);
            } else {
                out.write(shown(false));
            }
        });

        assertThatThrownBy(() -> balancer.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("the reply was lost")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void a_refusal_is_passed_on_without_waiting() throws IOException {
        LoadBalancer balancer = given((line, out, client) ->
                out.write(line.startsWith("set ") ? "Not today.\nReally.\n\n".getBytes(UTF_8) : shown(false)));

        assertThatThrownBy(() -> balancer.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("it answered: Not today.");
        assertThat(pauses.passed()).isZero();
    }

    @Test
    void sessions_of_several_backends_are_added_up() throws IOException {
        LoadBalancer balancer = givenTwo((line, out, client) -> out.write(shown(line, false)));

        assertThat(balancer.member("app1").sessions()).isEqualTo(10);
        assertThat(haproxy.lines)
                .containsExactly(
                        "show servers state city;show stat city 4 -1", "show servers state town;show stat town 4 -1");
    }

    @Test
    void a_change_that_came_through_in_one_backend_only_is_a_failure_and_can_be_completed() throws IOException {
        AtomicBoolean works = new AtomicBoolean();
        Set<String> drained = new CopyOnWriteArraySet<>();
        LoadBalancer balancer = givenTwo((line, out, client) -> {
            String backend = line.contains("city") ? "city" : "town";
            if (line.startsWith("set ") && (backend.equals("city") || works.get())) {
                drained.add(backend);
            }
            out.write(line.startsWith("set ") ? "\n".getBytes(UTF_8) : shown(line, drained.contains(backend)));
        });

        assertThatThrownBy(() -> balancer.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("backend town: no effect");
        Member half = balancer.member("app1");
        works.set(true);
        balancer.drain("app1");

        assertThat(half.rotation()).isEqualTo(Rotation.IN);
        assertThat(half.inService()).isFalse();
        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }

    private LoadBalancer givenTwo(Behaviour behaviour) throws IOException {
        haproxy = new ScriptedHaproxy(behaviour);
        return new HaproxyBalancer(haproxy.address(), List.of("city", "town"), Patience.LONG, Patience.LONG, pauses);
    }

    private static byte[] shown(String line, boolean drained) {
        String text = new String(shown(drained), UTF_8);
        return (line.contains("town") ? text.replace("city", "town") : text).getBytes(UTF_8);
    }

    @Test
    void a_reply_that_was_cut_off_is_not_taken_for_the_whole() throws IOException {
        assertUnavailable(givenReply(STATES), "the reply was cut off");
        assertUnavailable(givenReply(STATES + "\n"), "the reply was cut off");
        assertUnavailable(givenReply(SHOWN.substring(0, SHOWN.length() - 1)), "the reply was cut off");
        assertUnavailable(givenReply(""), "it answered: ");
    }

    @Test
    void a_row_without_what_is_needed_is_not_guessed() throws IOException {
        assertUnavailable(givenReply(SHOWN.replace("2 0 1 3 6\n2", "2 0\n2")), "a row without srv_uweight");
        assertUnavailable(givenReply(SHOWN.replace("app1 127.0.0.1 2 0", "app1 127.0.0.1 2 zero")), "'zero'");
        assertUnavailable(givenReply(SHOWN.replace("city,app2,0,0,,\n", "")), "no session count of app2");
        assertUnavailable(givenReply(SHOWN.replace("scur", "other")), "a row without scur");
    }

    @Test
    void garbage_is_quoted_briefly() throws IOException {
        assertThatThrownBy(givenReply("<html>" + "x".repeat(5000) + "\nmore")::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("it answered: <html>xxx")
                .hasMessageNotContaining("more")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void an_endless_reply_is_not_read_to_the_end() throws IOException {
        LoadBalancer balancer = given((line, out, client) -> {
            byte[] part = "x".repeat(64 * 1024).getBytes(UTF_8);
            while (true) {
                out.write(part);
            }
        });

        assertUnavailable(balancer, "longer than 1048576 bytes");
    }

    @Test
    void a_reply_that_does_not_end_is_given_up() throws IOException {
        LoadBalancer balancer = given(
                (line, out, client) -> {
                    out.write(STATES.getBytes(UTF_8));
                    over.await();
                },
                Duration.ofMillis(300));

        assertUnavailable(balancer, "no complete reply within 300 ms");
    }

    @Test
    void nobody_listening_is_said_so() {
        // a port that was free a moment ago may be another test's by now; this one is never given out
        URI nobody = URI.create("tcp://127.0.0.1:1");

        assertUnavailable(new HaproxyBalancer(nobody, "city", pauses), "Connection refused");
    }

    @Test
    void a_missing_unix_socket_is_said_so(@TempDir Path directory) {
        URI address = URI.create("unix:" + directory.resolve("none.sock"));

        assertUnavailable(new HaproxyBalancer(address, "city", pauses), "No such file or directory");
    }

    @Test
    void an_address_or_backend_that_cannot_be_one_is_refused_at_once() {
        for (String address : new String[] {"http://lb:9999", "tcp://lb", "tcp:9999", "/run/haproxy.sock"}) {
            assertThatThrownBy(() -> new HaproxyBalancer(URI.create(address), "city", pauses))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("tcp://host:port, unix:/path or master:/path, not " + address);
        }
        assertThatThrownBy(() -> new HaproxyBalancer(URI.create("tcp://lb:9999"), "a b", pauses))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_that_would_be_a_second_command_is_never_sent() throws IOException {
        LoadBalancer balancer = givenReply(SHOWN);

        for (String name : new String[] {"app1;show info", "app1\nshow info", "app1 state", "", "app1\\"}) {
            assertThatThrownBy(() -> balancer.drain(name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> balancer.restore(name)).isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(haproxy.lines).isEmpty();
    }

    @Test
    void an_interrupted_thread_does_not_wait_and_stays_interrupted() throws IOException {
        LoadBalancer balancer = given((line, out, client) -> over.await());

        Thread.currentThread().interrupt();

        assertUnavailable(balancer, "interrupted on the way");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static byte[] shown(boolean drained) {
        return (drained ? SHOWN.replace("app1 127.0.0.1 2 0", "app1 127.0.0.1 2 8") : SHOWN).getBytes(UTF_8);
    }

    private static void assertUnavailable(LoadBalancer balancer, String why) {
        assertThatThrownBy(balancer::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining(why);
    }

    private LoadBalancer givenReply(String reply) throws IOException {
        return given((line, out, client) -> out.write(reply.getBytes(UTF_8)));
    }

    private LoadBalancer given(Behaviour behaviour) throws IOException {
        return given(behaviour, Patience.LONG);
    }

    private LoadBalancer given(Behaviour behaviour, Duration timeout) throws IOException {
        if (haproxy != null) {
            haproxy.close();
        }
        haproxy = new ScriptedHaproxy(behaviour);
        return new HaproxyBalancer(haproxy.address(), List.of("city"), Patience.LONG, timeout, pauses);
    }
}
