package dev.trikk.intake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The digest is that of {@code {"hello": "world"}} and a line end, from the examples of RFC 9530. */
class PromisedDigestTest {
    private static final String HEX = "45784d8f0f20ea0a3bb4a6e2ac95f8a8b44a6d1a3f5d1c7c6a0e2f6f0f3b3a11";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Repr-Digest|sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "Repr-Digest|sha-512=:AAAA:, sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "Content-Digest|sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "Digest|SHA-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=",
                "X-Checksum-Sha256|44aff4ab2d7c3250525675a08f0cfa9591168cffe51791c5f5bbc417c15a6c38"
            })
    void every_form_is_the_same_digest(String header, String value) {
        assertThat(PromisedDigest.of(headers(Map.of(header, value))).hex())
                .isEqualTo("44aff4ab2d7c3250525675a08f0cfa9591168cffe51791c5f5bbc417c15a6c38");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Repr-Digest|sha-256=RK/0",
                "Repr-Digest|sha-256=:AAAA:",
                "Repr-Digest|md5=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "X-Checksum-Sha256|44aff4",
                "X-Checksum-Sha1|45784d8f0f20ea0a3bb4a6e2ac95f8a8b44a6d1a"
            })
    void anything_else_is_none(String header, String value) {
        assertThatThrownBy(() -> PromisedDigest.of(headers(Map.of(header, value))))
                .hasMessageContaining("What is its SHA-256?");
    }

    @Test
    void two_that_differ_are_refused() {
        Map<String, String> two = Map.of(
                "X-Checksum-Sha256", HEX, "Repr-Digest", "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");

        assertThatThrownBy(() -> PromisedDigest.of(headers(two))).hasMessageContaining("different");
    }

    private static Headers headers(Map<String, String> values) {
        return name -> Optional.ofNullable(values.get(name));
    }
}
