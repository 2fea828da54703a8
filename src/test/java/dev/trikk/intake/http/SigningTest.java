package dev.trikk.intake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.api.Caller;
import dev.trikk.api.Grant;
import dev.trikk.api.Refused;
import dev.trikk.api.Role;
import dev.trikk.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the examples that the specification of Standard Webhooks and GitHub's documentation give. */
class SigningTest {
    private static final Caller CALLER = new Caller("ci", List.of(new Grant(Role.DEPLOYER, Optional.empty())));
    private static final Instant SIGNED_AT = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String RIGHT = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Map<String, String> HEADERS = Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", RIGHT);

    @Test
    void a_signed_body_is_let_in_with_its_id() {
        assertThat(timed(Duration.ZERO).checkTimed(headers(HEADERS), BODY)).isEqualTo("msg_p5jXN8AQM9LWM0D4loKWxJek");
    }

    @Test
    void one_right_signature_among_several_is_enough() {
        Map<String, String> several = with("webhook-signature", "v1,AAAA v2,xyz " + RIGHT);

        assertThatCode(() -> timed(Duration.ZERO).checkTimed(headers(several), BODY))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "webhook-signature,'v1,AAAA'",
        "webhook-signature,'v1,not base64!'",
        "webhook-signature,'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='",
        "webhook-signature,'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='",
        "webhook-signature,''",
        "webhook-id,another",
        "webhook-timestamp,1614265331",
        "webhook-timestamp,soon"
    })
    void what_is_changed_is_refused(String header, String value) {
        assertThatThrownBy(() -> timed(Duration.ZERO).checkTimed(headers(with(header, value)), BODY))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_changed_body_is_refused() {
        byte[] other = "{\"test\": 2432232315}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> timed(Duration.ZERO).checkTimed(headers(HEADERS), other))
                .hasMessageContaining("webhook-signature is wrong");
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 86_400})
    void a_recording_that_is_sent_later_is_refused(long seconds) {
        assertThatThrownBy(() -> timed(Duration.ofSeconds(seconds)).checkTimed(headers(HEADERS), BODY))
                .hasMessageContaining("5 minutes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void a_missing_header_is_named(String header) {
        Map<String, String> less = new HashMap<>(HEADERS);
        less.remove(header);

        assertThatThrownBy(() -> timed(Duration.ZERO).checkTimed(headers(less), BODY))
                .hasMessageContaining(header);
    }

    @Test
    void what_github_signs_is_let_in() {
        assertThatCode(() -> github("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256=857107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=no hex",
                "sha256="
            })
    void what_github_did_not_sign_is_refused(String signature) {
        assertThatThrownBy(() -> github(signature)).isInstanceOf(Refused.class);
    }

    @Test
    void a_token_is_known_by_its_digest() {
        Tokens tokens = new Tokens(
                token -> Optional.of(CALLER).filter(any -> List.of("one", "two").contains(token)));

        assertThatCode(() -> tokens.check(headers(Map.of("authorization", "bearer two")), Role.DEPLOYER))
                .doesNotThrowAnyException();
        for (String other : List.of("Bearer three", "Bearer ", "Basic two", "two")) {
            assertThatThrownBy(() -> tokens.check(headers(Map.of("Authorization", other)), Role.DEPLOYER))
                    .isInstanceOf(Refused.class)
                    .hasMessageNotContaining("three");
        }
    }

    private static void github(String signature) {
        new Signing(Secret.of("It's a Secret to Everybody"), Clock.systemUTC())
                .checkGithub(
                        headers(Map.of("X-Hub-Signature-256", signature)),
                        "Hello, World!".getBytes(StandardCharsets.UTF_8));
    }

    private static Signing timed(Duration later) {
        return new Signing(
                Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                Clock.fixed(SIGNED_AT.plus(later), ZoneOffset.UTC));
    }

    private static Map<String, String> with(String header, String value) {
        Map<String, String> changed = new HashMap<>(HEADERS);
        changed.put(header, value);
        return changed;
    }

    private static Headers headers(Map<String, String> values) {
        Map<String, String> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        any.putAll(values);
        return name -> Optional.ofNullable(any.get(name));
    }
}
