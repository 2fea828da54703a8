package dev.trikk.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.release.Checksum;
import dev.trikk.release.Release;
import dev.trikk.remote.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FetchScriptTest {
    private static final String ARTIFACT = ".trikk/artifacts/shop/shop-1.0-standalone.zip";

    @TempDir
    Path root;

    private Home home;
    private ZipServer repository;
    private Given shop;

    @BeforeEach
    void prepare() throws IOException {
        home = new Home(root);
        repository = new ZipServer(Given.ZIP);
        shop = Given.shop().from(repository.zip());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void the_zip_is_downloaded() {
        Outcome outcome = home.good(FetchScript.of(shop.errand()));

        assertThat(home.path(ARTIFACT)).hasBinaryContent(Given.ZIP.bytes());
        assertThat(Facts.of(outcome).value("bytes")).contains(String.valueOf(Given.ZIP.bytes().length));
        assertThat(home.names(".trikk/artifacts/shop")).containsExactly("shop-1.0-standalone.zip");
    }

    @Test
    void a_zip_that_is_there_is_not_downloaded_again() {
        home.good(FetchScript.of(shop.errand()));

        Outcome outcome = home.good(FetchScript.of(shop.errand()));

        assertThat(Facts.of(outcome).value("bytes")).contains("0");
        assertThat(repository.asked()).hasSize(1);
    }

    @Test
    void a_zip_that_is_unpacked_is_not_downloaded_again() throws IOException {
        home.givenInstalled(shop);
        Files.delete(home.path(ARTIFACT));

        home.good(FetchScript.of(shop.errand()));

        assertThat(repository.asked()).isEmpty();
    }

    @Test
    void a_damaged_zip_is_replaced() {
        home.given(ARTIFACT, "damaged");

        home.good(FetchScript.of(shop.errand()));

        assertThat(home.path(ARTIFACT)).hasBinaryContent(Given.ZIP.bytes());
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_checksum_is_checked(Checksum.Algorithm algorithm) {
        Errand errand = with(shop.errand(), Given.ZIP.checksum(algorithm), Optional.empty());

        home.good(FetchScript.of(errand));

        assertThat(home.path(ARTIFACT)).exists();
    }

    @Test
    void a_wrong_zip_is_deleted_and_both_checksums_are_told() {
        Zip other = Zip.of("other", "content");

        Outcome outcome = home.run(FetchScript.of(shop.zip(other).errand()));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.CHECKSUM.code());
        assertThat(outcome.stderr())
                .isEqualTo("wrong checksum of %s: expected sha256 %s, got %s\n"
                        .formatted(repository.zip(), hex(other), hex(Given.ZIP)));
        assertThat(home.names(".trikk/artifacts/shop")).isEmpty();
    }

    @Test
    void a_zip_that_the_repository_does_not_have_fails_with_its_answer() {
        URI missing = repository.root().resolve("/missing.zip");

        Outcome outcome = home.run(FetchScript.of(shop.from(missing).errand()));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DOWNLOAD.code());
        assertThat(outcome.stderr()).startsWith("cannot download " + missing).contains("404");
        assertThat(home.names(".trikk/artifacts/shop")).isEmpty();
    }

    @Test
    void a_repository_that_is_down_fails_with_the_reason() {
        URI down = repository.zip();
        repository.close();

        Outcome outcome = home.run(FetchScript.of(shop.from(down).errand()));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DOWNLOAD.code());
        assertThat(outcome.explanation()).contains("refused");
    }

    @Test
    void a_configured_proxy_is_used() {
        URI behind = URI.create("http://artifacts.invalid/zip/shop.zip");
        Errand errand = with(
                shop.from(behind).errand(),
                Given.ZIP.checksum(Checksum.Algorithm.SHA256),
                Optional.of(repository.root()));

        home.good(FetchScript.of(errand));

        assertThat(repository.asked()).containsExactly(behind);
    }

    @Test
    void without_one_the_server_uses_its_own() {
        URI behind = URI.create("http://artifacts.invalid/zip/shop.zip");

        home.run(
                FetchScript.of(shop.from(behind).errand()).text(),
                Map.of("http_proxy", repository.root().toString()));

        assertThat(repository.asked()).containsExactly(behind);
    }

    @Test
    void without_wget_it_is_curl() throws IOException {
        givenOnly("curl");

        Outcome outcome = home.run(
                FetchScript.of(shop.errand()).text(),
                Map.of("PATH", root.resolve("only").toString()));

        assertThat(outcome.stderr()).isEmpty();
        assertThat(home.path(ARTIFACT)).hasBinaryContent(Given.ZIP.bytes());
    }

    @Test
    void curl_tells_why_it_failed_too() throws IOException {
        givenOnly("curl");
        URI missing = repository.root().resolve("/missing.zip");

        Outcome outcome = home.run(
                FetchScript.of(shop.from(missing).errand()).text(),
                Map.of("PATH", root.resolve("only").toString()));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DOWNLOAD.code());
        assertThat(outcome.explanation()).contains("404");
    }

    @Test
    void without_both_the_server_says_so() throws IOException {
        givenOnly("true");

        Outcome outcome = home.run(
                FetchScript.of(shop.errand()).text(),
                Map.of("PATH", root.resolve("only").toString()));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DOWNLOAD.code());
        assertThat(outcome.stderr()).endsWith("this server has neither wget nor curl\n");
    }

    @Test
    void a_disk_that_is_nearly_full_is_noticed_before_the_download() {
        home.program("df", "#!/bin/sh\necho '  Avail'; echo '  1000'\n");

        Outcome outcome = home.run(FetchScript.of(shop.errand()));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FULL.code());
        assertThat(outcome.stderr()).startsWith("disk full: only 1000 KiB are left");
        assertThat(repository.asked()).isEmpty();
    }

    @Test
    void a_disk_that_gets_full_is_called_full() throws IOException {
        Files.createDirectories(home.path(ARTIFACT).getParent());
        Files.createSymbolicLink(home.path(ARTIFACT + ".part"), Path.of("/dev/full"));

        Outcome outcome = home.run(FetchScript.of(shop.errand()));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FULL.code());
        assertThat(outcome.stderr()).startsWith("disk full: ");
        assertThat(home.names(".trikk/artifacts/shop")).isEmpty();
    }

    private void givenOnly(String downloader) throws IOException {
        Path only = Files.createDirectories(root.resolve("only"));
        for (String tool : new String[] {downloader, "sh", "mkdir", "flock", "df", "sha256sum", "stat", "mv", "rm"}) {
            Path file = Files.writeString(only.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String hex(Zip zip) {
        return zip.checksum(Checksum.Algorithm.SHA256).hex();
    }

    private static Errand with(Errand errand, Checksum checksum, Optional<URI> proxy) {
        Release old = errand.release();
        Release release = new Release(
                old.application(), old.version(), old.name(), old.source(), old.location(), proxy, checksum);
        return new Errand(errand.application(), release, errand.epoch(), errand.deadline());
    }
}
