package dev.trikk.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.trikk.Patience;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member.Rotation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every load balancer that is spoken to over HTTP must survive. Between it and the adapter lies a faulty way. */
public abstract class HttpFaultsContract {
    /** Only where no answer comes at all; looks that are answered must not run into it. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    private final Calls calls = new Calls();
    private final App one = new App("app1");
    private final App two = new App("app2");
    private FaultyWay way;
    private LoadBalancer balancer;

    /** Starts a balancer in front of these members; returns the url of its interface. */
    protected abstract URI start(Map<String, URI> members) throws Exception;

    /** The adapter over a url that is the balancer's, or leads there. */
    protected abstract LoadBalancer over(Calls calls, URI url, Duration timeout);

    protected abstract void stop() throws Exception;

    /** Something that happens at the balancer. */
    protected interface Event {
        void happen() throws IOException, InterruptedException;
    }

    /** It happens between the adapter's look and its next change. */
    protected final LoadBalancer beforeTheNextChange(Event event) {
        AtomicBoolean happened = new AtomicBoolean();
        way.fromNowOn((call, to) -> {
            if (FaultyWay.changes(call) && happened.compareAndSet(false, true)) {
                event.happen();
            }
            to.pass(call);
        });
        return balancer;
    }

    @BeforeEach
    void startBalancer() throws Exception {
        way = new FaultyWay(start(new TreeMap<>(Map.of("app1", one.uri(), "app2", two.uri()))));
        balancer = over(calls, way.uri(), Patience.LONG);
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(balancer.members()).allMatch(Member::inService));
    }

    @AfterEach
    void stopBalancer() throws Exception {
        way.close();
        calls.close();
        stop();
        one.close();
        two.close();
    }

    @Test
    void a_change_whose_reply_is_lost_counts_when_its_effect_is_there() {
        way.fromNowOn((call, to) -> {
            HttpResponse<byte[]> reply = to.effect(call);
            if (!FaultyWay.changes(call)) {
                FaultyWay.answer(
                        call, 200, reply.headers().firstValue("content-type").orElse(""), reply.body());
            }
        });

        balancer.drain("app1");
        Rotation drained = balancer.member("app1").rotation();
        balancer.restore("app1");

        assertThat(drained).isEqualTo(Rotation.DRAINING);
        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void a_change_whose_reply_is_late_counts_when_its_effect_is_there() {
        LoadBalancer impatient = over(calls, way.uri(), SHORT);
        way.fromNowOn((call, to) -> {
            if (FaultyWay.changes(call)) {
                to.effect(call);
                to.hang();
            } else {
                to.pass(call);
            }
        });

        impatient.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }

    @Test
    void a_change_that_is_confirmed_but_has_no_effect_is_a_failure() {
        way.fromNowOn((call, to) -> {
            if (FaultyWay.changes(call)) {
                FaultyWay.answer(call, 200, "", "{}".getBytes(UTF_8));
            } else {
                to.pass(call);
            }
        });

        assertThatThrownBy(() -> balancer.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("no effect of")
                .hasMessageContaining("it reported success");
    }

    @Test
    void a_change_that_is_refused_says_why() {
        way.fromNowOn((call, to) -> {
            if (FaultyWay.changes(call)) {
                FaultyWay.answer(call, 403, "text/plain", "no".getBytes(UTF_8));
            } else {
                to.pass(call);
            }
        });

        assertThatThrownBy(() -> balancer.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("forbids it (status 403): check the rights");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | does not know the login (status 401): check its user, password or token",
                "403 | forbids it (status 403): check the rights of its user or token",
                "404 | has nothing there (status 404): check its url and the names in its settings",
                "409 | refuses it (status 409)",
                "429 | answers with status 429",
                "500 | answers with status 500"
            })
    void every_bad_status_is_an_outage_that_says_what_to_do(int status, String words) {
        way.fromNowOn((call, to) -> FaultyWay.answer(call, status, "text/plain", "planted".getBytes(UTF_8)));

        assertUnavailable().hasMessageContaining(words).hasMessageNotContaining("planted");
        assertThatThrownBy(() -> balancer.drain("app1")).isInstanceOf(BalancerUnavailable.class);
        assertThatThrownBy(() -> balancer.restore("app1")).isInstanceOf(BalancerUnavailable.class);
    }

    @Test
    void a_balancer_that_asks_to_wait_is_waited_for_that_long() {
        way.fromNowOn((call, to) -> {
            call.getResponseHeaders().set("Retry-After", "7");
            FaultyWay.answer(call, 429, "", new byte[0]);
        });

        assertUnavailable().satisfies(failure -> assertThat(((BalancerUnavailable) failure).after())
                .contains(Duration.ofSeconds(7)));
    }

    @Test
    void a_web_page_is_not_taken_for_an_answer() {
        way.fromNowOn((call, to) -> FaultyWay.answer(call, 200, "text/html", "<html>Log in".getBytes(UTF_8)));

        assertUnavailable().hasMessageContaining("sends a web page instead of an answer");
    }

    @Test
    void something_else_is_not_taken_for_an_answer() {
        for (String answer : new String[] {"", "{}", "[]", "null", "{\"items\": 7}", "<a/>", "<manager/>", "\u0000"}) {
            way.fromNowOn((call, to) -> FaultyWay.answer(call, 200, "", answer.getBytes(UTF_8)));

            assertUnavailable();
        }
    }

    @Test
    void an_answer_that_ends_too_early_is_not_taken_for_the_whole() {
        way.fromNowOn((call, to) -> {
            HttpResponse<byte[]> reply = to.effect(call);
            String type = reply.headers().firstValue("content-type").orElse("");
            FaultyWay.answer(call, 200, type, Arrays.copyOf(reply.body(), reply.body().length / 2));
        });

        assertUnavailable();
    }

    @Test
    void an_answer_that_breaks_off_is_not_taken_for_the_whole() {
        way.fromNowOn((call, to) -> {
            byte[] body = to.effect(call).body();
            call.sendResponseHeaders(200, body.length + 10L);
            call.getResponseBody().write(body);
        });

        assertUnavailable();
    }

    @Test
    void a_wrong_charset_in_the_header_changes_nothing() {
        way.fromNowOn((call, to) -> {
            HttpResponse<byte[]> reply = to.effect(call);
            String type = reply.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "");
            FaultyWay.answer(call, 200, type + "; charset=utf-16", reply.body());
        });

        assertThat(balancer.members()).hasSize(2).allMatch(Member::inService);
    }

    @Test
    void ten_megabytes_are_not_read_to_the_end() {
        byte[] much = " ".repeat(10 << 20).getBytes(UTF_8);
        way.fromNowOn((call, to) -> FaultyWay.answer(call, 200, "", much));

        assertUnavailable().hasMessageContaining("sends more than");
    }

    @Test
    void nobody_listening_is_said_so() {
        // never given out as a free one
        LoadBalancer nobody =
                over(calls, URI.create("http://127.0.0.1:1" + way.uri().getPath()), Patience.LONG);

        assertThatThrownBy(nobody::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("does not take connections");
    }

    @Test
    void a_look_over_a_connection_that_was_closed_meanwhile_is_taken_again() {
        AtomicBoolean broken = new AtomicBoolean();
        way.fromNowOn((call, to) -> {
            if (broken.compareAndSet(false, true)) {
                to.effect(call);
            } else {
                to.pass(call);
            }
        });

        assertThatCode(balancer::members).doesNotThrowAnyException();
        assertThat(broken).isTrue();
    }

    @Test
    void a_balancer_that_never_answers_is_not_asked_twice() {
        LoadBalancer impatient = over(calls, way.uri(), Duration.ofMillis(700));
        AtomicInteger asked = new AtomicInteger();
        way.fromNowOn((call, to) -> {
            asked.incrementAndGet();
            to.hang();
        });

        assertUnavailable(impatient).hasMessageContaining("did not answer GET in 700 ms");
        await().untilAtomic(asked, is(1));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertUnavailable() {
        return assertUnavailable(balancer);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertUnavailable(LoadBalancer asked) {
        return assertThatThrownBy(asked::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("127.0.0.1:" + way.uri().getPort());
    }
}
