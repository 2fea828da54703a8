package dev.trikk.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trikk.Patience;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.Link;
import dev.trikk.http.Login;
import dev.trikk.http.camel.CamelHttp;
import dev.trikk.notify.Stub.Answer;
import dev.trikk.outage.Outage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every channel over HTTP keeps, whatever the other side does. A test of a channel extends this and says how its system answers;
 * where the secret is part of what it is given, it is {@link #SECRET}.
 */
public abstract class ChannelContract {
    /** No text that leaves a channel may hold it. */
    protected static final String SECRET = "s3cr3t-b7f1";

    protected static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);

    private static DefaultCamelContext camel;

    protected Stub stub;
    protected Channel channel;

    /** The system, new and empty; called for each test. */
    protected abstract Stub.Vendor vendor();

    /** The channel under test. */
    protected abstract Channel channel(Http http);

    /** Path and query of the url in its settings. */
    protected abstract String path();

    /** The logins in its settings. */
    protected List<Login> logins() {
        return List.of();
    }

    /** Whether a notice that comes again after a lost answer is told once, not twice. */
    protected abstract boolean isIdempotent();

    /** Whether it is for people, so that steps on the way make no call. */
    protected boolean isForPeople() {
        return true;
    }

    /** Whether {@link Channel#check} sees a wrong login or address. */
    protected boolean checkSeesRefusals() {
        return true;
    }

    /** Whether a call that is answered so can never have its effect; the notice is then parked. */
    protected boolean isFinal(int status) {
        return true;
    }

    /** What stands before the system's name in a refusal, as a regular expression. */
    protected String place() {
        return "";
    }

    /** What is told in these tests. */
    protected Notice notice() {
        return Notices.ended();
    }

    @BeforeAll
    static void startCamel() {
        camel = new DefaultCamelContext();
        camel.start();
    }

    @AfterAll
    static void stopCamel() {
        camel.stop();
    }

    @BeforeEach
    void open() throws IOException {
        stub = new Stub(vendor());
        channel = channel(http(stub.url(path())));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    protected final Http http(URI url) {
        return http(url, Patience.LONG);
    }

    private Http http(URI url, Duration timeout) {
        return new CamelHttp(camel, new Link("team", url, logins(), Optional.empty(), timeout, timeout), CLOCK);
    }

    @Test
    void an_outcome_is_told_once() {
        channel.tell(notice());

        assertThat(stub.told()).isOne();
    }

    @Test
    void what_happens_on_the_way_makes_no_call() {
        if (isForPeople()) {
            channel.tell(Notices.stepped());

            assertThat(stub.asked()).isEmpty();
        }
    }

    @Test
    void a_check_tells_nothing() {
        assertThat(channel.check()).isNotBlank();

        assertThat(stub.told()).isZero();
    }

    @Test
    void nobody_at_the_port_is_an_outage() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Channel lonely = channel(http(URI.create("http://127.0.0.1:" + port + path())));

        assertThat(failureOf(() -> lonely.tell(notice()))).isInstanceOf(Outage.class);
        assertThat(failureOf(lonely::check)).isInstanceOf(Outage.class);
    }

    @Test
    void after_a_lost_answer_it_is_told_again_only_where_nothing_can_be_asked() {
        stub.swallowsAnswers();
        Channel impatient = channel(http(stub.url(path()), Duration.ofSeconds(3)));
        assertThat(failureOf(() -> impatient.tell(notice()))).isInstanceOf(Outage.class);
        stub.recovers();

        channel.tell(notice());

        assertThat(stub.told()).isEqualTo(isIdempotent() ? 1 : 2);
    }

    @Test
    void a_notice_that_comes_again_is_told_once_where_the_system_can_keep_its_id() {
        channel.tell(notice());

        channel.tell(notice());

        assertThat(stub.told()).isEqualTo(isIdempotent() ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410})
    void a_refusal_is_final_and_says_where(int status) {
        stub.answers(Answer.json(
                status,
                "{\"message\":\"no, not with %1$s\",\"errorMessages\":[\"no, not with %1$s\"]}".formatted(SECRET)));

        Throwable failure = failureOf(() -> channel.tell(notice()));

        if (isFinal(status)) {
            assertThat(failure)
                    .isInstanceOf(HttpRefused.class)
                    .hasMessageMatching("(?s)" + place() + "team \\(127\\.0\\.0\\.1:.*");
        } else if (failure != null) {
            assertThat(failure).isInstanceOfAny(HttpRefused.class, Outage.class);
        }
        assertThat(stub.told()).isZero();
    }

    @Test
    void a_check_sees_a_wrong_login() {
        stub.answers(Answer.json(401, "{}"));

        Throwable failure = failureOf(channel::check);

        if (checkSeesRefusals()) {
            assertThat(failure).isInstanceOf(HttpRefused.class);
        }
    }

    @Test
    void too_many_requests_with_a_time_to_wait_is_an_outage_of_that_time() {
        stub.answers(new Answer(429, Map.of("Retry-After", "7"), new byte[0]));

        assertThat(failureOf(() -> channel.tell(notice())))
                .isInstanceOfSatisfying(
                        Outage.class, outage -> assertThat(outage.after()).contains(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void what_passes_is_an_outage(int status) {
        stub.answers(Answer.of(status, "text/plain", "later"));

        assertThat(failureOf(() -> channel.tell(notice()))).isInstanceOf(Outage.class);
        assertThat(failureOf(channel::check)).isInstanceOf(Outage.class);

        stub.recovers();
        channel.tell(notice());
        assertThat(stub.told()).isOne();
    }

    @Test
    void a_web_page_is_no_success() {
        stub.answers(Answer.of(200, "text/html", "<!DOCTYPE html><html><body>Log in</body></html>"));

        assertThat(failureOf(() -> channel.tell(notice()))).isInstanceOf(HttpRefused.class);
    }

    @Test
    void an_answer_that_breaks_off_is_an_outage() {
        stub.answers(Answer.json(200, "{\"ok\":tr"));
        stub.breaksOff();

        assertThat(failureOf(() -> channel.tell(notice()))).isInstanceOf(Outage.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16", "no-such-charset", "\"", "iso-8859-1"})
    void an_answer_in_another_charset_than_it_says_is_survived(String charset) {
        stub.garbles(good ->
                new Answer(good.status(), Map.of("Content-Type", "application/json; charset=" + charset), good.body()));

        Throwable failure = failureOf(() -> channel.tell(notice()));

        if (failure != null) {
            assertThat(failure).isInstanceOfAny(HttpRefused.class, Outage.class);
        }
    }

    @Test
    void an_answer_of_ten_megabytes_is_no_success() {
        byte[] flood = "{\"ok\":true}     ".repeat(10 << 16).getBytes(StandardCharsets.UTF_8);
        stub.answers(new Answer(200, Map.of("Content-Type", "application/json"), flood));

        assertThat(failureOf(() -> channel.tell(notice()))).isInstanceOfAny(HttpRefused.class, Outage.class);
    }

    @Test
    void it_shows_no_secret() {
        assertThat(String.valueOf(channel)).doesNotContain(SECRET);
    }

    /** What was thrown, if anything was; none of its texts holds the secret, nor do those of its causes. */
    protected static Throwable failureOf(ThrowingCallable call) {
        Throwable failure = catchThrowable(call);
        if (failure != null) {
            StringWriter all = new StringWriter();
            failure.printStackTrace(new PrintWriter(all));
            assertThat(all.toString()).doesNotContain(SECRET);
        }
        return failure;
    }
}
