package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Builds over HTTP, and their deployment. */
class HttpBuildsTest extends HttpIntakeCase {
    @Test
    void a_build_is_sent_and_then_deployed_by_the_name_it_was_given() throws Exception {
        Path zip = site.path("uploads/shop.zip");
        String digest = HexFormat.of().formatHex(sha256(Files.readAllBytes(zip)));

        Curl.Answer sent = curl.call(
                "/api/builds/shop-1.6.0.zip", "-H", LOGIN, "-H", "X-Checksum-Sha256: " + digest, "-T", zip.toString());
        String file = sent.json().get("file").asText();
        post(
                "{\"id\": \"built\", \"application\": \"shop\", \"version\": \"1.6.0\", \"environment\": \"staging\","
                        + " \"source\": \"local\", \"file\": \"" + file + "\"}",
                "-H",
                LOGIN);

        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(deployment("built").plan().release().checksum().hex()).isEqualTo(digest);
    }

    @Test
    void a_build_that_came_otherwise_than_promised_is_refused() throws Exception {
        Curl.Answer answer = curl.call(
                "/api/builds/shop.zip",
                "-H",
                LOGIN,
                "-H",
                "Repr-Digest: sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "-T",
                site.path("uploads/shop.zip").toString());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("detail").asText()).contains("SHA-256", "send it again");
    }

    @Test
    void a_build_without_a_digest_or_a_token_or_with_a_bad_name_is_refused() throws Exception {
        String zip = site.path("uploads/shop.zip").toString();
        String digest = "X-Checksum-Sha256: " + "0".repeat(64);

        assertThat(curl.call("/api/builds/shop.zip", "-H", LOGIN, "-T", zip).status())
                .isEqualTo(400);
        assertThat(curl.call("/api/builds/shop.zip", "-H", digest, "-T", zip).status())
                .isEqualTo(401);
        assertThat(curl.call("/api/builds/shop.war", "-H", LOGIN, "-H", digest, "-T", zip)
                        .status())
                .isEqualTo(422);
        assertThat(curl.call("/api/builds/..%2fshop.zip", "-H", LOGIN, "-H", digest, "-T", zip)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_build_that_is_too_long_is_refused_and_leaves_nothing() throws Exception {
        Path big = site.path("big.zip");
        try (RandomAccessFile file = new RandomAccessFile(big.toFile(), "rw")) {
            file.setLength(3 << 20);
        }
        String digest = "X-Checksum-Sha256: " + "0".repeat(64);

        Curl.Answer announced = curl.call("/api/builds/big.zip", "-H", LOGIN, "-H", digest, "-T", big.toString());
        Curl.Answer chunked = curl.call(
                "/api/builds/big.zip",
                "-H",
                LOGIN,
                "-H",
                digest,
                "-H",
                "Transfer-Encoding: chunked",
                "-T",
                big.toString());

        assertThat(announced.status()).isEqualTo(413);
        assertThat(chunked.status()).isEqualTo(413);
        try (var left = Files.walk(site.path("uploads"))) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }
}
