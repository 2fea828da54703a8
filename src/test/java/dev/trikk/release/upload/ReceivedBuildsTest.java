package dev.trikk.release.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.release.Builds.Delivery;
import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import dev.trikk.release.Releases.UnknownRelease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedBuildsTest {
    @TempDir
    Path uploads;

    private ReceivedBuilds builds;

    @BeforeEach
    void name() {
        builds = new ReceivedBuilds(uploads);
    }

    @Test
    void a_build_lies_where_its_digest_and_name_say() throws IOException {
        byte[] zip = zip("shop/bin/start.sh");

        String file = send("shop-1.5.0.zip", digest(zip), zip);

        assertThat(file).isEqualTo("builds/" + digest(zip).hex() + "/shop-1.5.0.zip");
        assertThat(uploads.resolve(file)).hasBinaryContent(zip);
        assertThat(files()).containsExactly(file);
    }

    @Test
    void the_same_build_twice_is_one() throws IOException {
        byte[] zip = zip("shop/bin/start.sh");
        send("shop.zip", digest(zip), zip);

        send("shop.zip", digest(zip), zip);

        assertThat(files()).hasSize(1);
    }

    @Test
    void what_is_not_what_was_promised_is_refused_and_gone() throws IOException {
        byte[] zip = zip("shop/bin/start.sh");
        byte[] cut = Arrays.copyOf(zip, zip.length - 1);

        assertThatThrownBy(() -> send("shop.zip", digest(zip), cut))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining(digest(zip).hex())
                .hasMessageContaining("send it again");
        assertThat(files()).isEmpty();
    }

    @Test
    void what_is_no_zip_is_refused_and_gone() throws IOException {
        byte[] text = "no zip".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> send("shop.zip", digest(text), text)).hasMessageContaining("not a readable zip");
        assertThat(files()).isEmpty();
    }

    @Test
    void what_breaks_off_is_gone() throws IOException {
        try (Delivery delivery = builds.begin("shop.zip", digest(new byte[0]))) {
            delivery.add(new byte[100]);
        }

        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../shop.zip", "a/b.zip", ".zip", "shop.war", "a..zip", "", "shop .zip", "-shop.zip"})
    void a_name_that_could_lead_elsewhere_is_refused(String name) {
        assertThatThrownBy(() -> builds.begin(name, digest(new byte[0]))).hasMessageContaining("NAME.zip");
    }

    @Test
    void what_is_old_is_forgotten_and_nothing_else() throws IOException {
        byte[] old = zip("old");
        byte[] young = zip("young");
        age(send("shop.zip", digest(old), old));
        String stays = send("shop.zip", digest(young), young);
        age("builds/" + digest(young).hex());
        Files.writeString(uploads.resolve("shop.zip"), "put there by hand");
        age("shop.zip");

        builds.prune(Instant.now().minusSeconds(3600));

        assertThat(files()).containsExactlyInAnyOrder(stays, "shop.zip");
    }

    @Test
    void where_nothing_was_sent_nothing_is_forgotten() {
        builds.prune(Instant.now());

        assertThat(uploads).isEmptyDirectory();
    }

    private String send(String name, Checksum promised, byte[] content) {
        try (Delivery delivery = builds.begin(name, promised)) {
            delivery.add(Arrays.copyOf(content, content.length / 2));
            delivery.add(Arrays.copyOfRange(content, content.length / 2, content.length));
            return delivery.finish();
        }
    }

    private void age(String file) throws IOException {
        Files.setLastModifiedTime(
                uploads.resolve(file), FileTime.from(Instant.now().minusSeconds(7200)));
    }

    @SuppressWarnings("StreamResourceLeak") // whoever asks closes it
    private Stream<String> paths() throws IOException {
        return Files.walk(uploads).filter(Files::isRegularFile).map(file -> uploads.relativize(file)
                .toString());
    }

    private List<String> files() throws IOException {
        try (Stream<String> paths = paths()) {
            return paths.toList();
        }
    }

    private static Checksum digest(byte[] content) {
        return new Checksum(
                Algorithm.SHA256, HexFormat.of().formatHex(HashingCopy.digest().digest(content)));
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
        }
        return bytes.toByteArray();
    }
}
