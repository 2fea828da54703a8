package dev.trikk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.http.StubDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which daemon is asked, with which token, and who gets to see it. */
class ConfigurationTest {
    private final StubDaemon daemon = new StubDaemon();

    @TempDir
    Path home;

    @AfterEach
    void stop() {
        daemon.close();
    }

    private String tokenSent() {
        return daemon.requests().get(daemon.requests().size() - 1).headers().getOrDefault("Authorization", "none");
    }

    @Test
    void a_login_is_kept_where_only_its_owner_can_read_it() throws IOException {
        Seat.Run run =
                new Seat(home).typing("trikk_abc\n").run("login", daemon.url().toString());

        Path file = home.resolve(".config/trikk/client.properties");
        assertThat(run.out()).isEqualTo("You are kari (viewer, deployer:staging, operator); kept in " + file + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new Seat(home).run("alarms").code()).isZero();
        assertThat(tokenSent()).isEqualTo("Bearer trikk_abc");
    }

    @Test
    void a_token_that_is_typed_is_not_shown() {
        Seat.Run run = new Seat(home)
                .on(new Seat.Screen(true, 80, 24, Optional.of("trikk_typed")))
                .run("login", daemon.url().toString());

        assertThat(run.code()).isZero();
        assertThat(run.out() + run.err()).doesNotContain("trikk_typed");
    }

    @Test
    void a_token_that_is_not_accepted_is_not_kept() {
        daemon.refuses("GET", "/api/me", 401, "The token is not known.");

        Seat.Run run =
                new Seat(home).typing("wrong\n").run("login", daemon.url().toString());

        assertThat(run.code()).isEqualTo(4);
        assertThat(home.resolve(".config/trikk/client.properties")).doesNotExist();
    }

    @Test
    void without_a_token_nothing_is_tried() {
        Seat.Run run = new Seat(home).run("login", daemon.url().toString());

        assertThat(run.err()).contains("No token came.");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void the_command_line_goes_before_the_environment_and_that_before_the_file() throws IOException {
        stored("url=http://127.0.0.1:1\ntoken=stored\n");
        String url = daemon.url().toString();

        assertThat(new Seat(home)
                        .with("TRIKK_URL", url)
                        .with("TRIKK_TOKEN", "named")
                        .run("alarms")
                        .code())
                .isZero();
        assertThat(tokenSent()).isEqualTo("Bearer named");
        assertThat(new Seat(home)
                        .with("TRIKK_URL", "http://127.0.0.1:2")
                        .run("alarms", "--url", url)
                        .code())
                .isZero();
        assertThat(new Seat(home).run("alarms").code()).isEqualTo(3);
    }

    @Test
    void a_stored_token_goes_only_to_the_daemon_it_is_for() throws IOException {
        stored("url=http://127.0.0.1:1\ntoken=stored\n");

        new Seat(home).run("alarms", "--url", daemon.url().toString());

        assertThat(tokenSent()).isEqualTo("none");
    }

    @Test
    void a_token_may_lie_in_a_file() throws IOException {
        Path file = Files.writeString(home.resolve("token"), "trikk_file\n");
        Seat seat = new Seat(home).with("TRIKK_URL", daemon.url().toString());

        assertThat(seat.with("TRIKK_TOKEN_FILE", file.toString()).run("alarms").code())
                .isZero();
        assertThat(tokenSent()).isEqualTo("Bearer trikk_file");
        assertThat(seat.with("TRIKK_TOKEN_FILE", file + "x").run("alarms").err())
                .contains("cannot be read");
    }

    @Test
    void the_file_is_found_where_the_desktop_says() throws IOException {
        Files.createDirectories(home.resolve("xdg/trikk"));
        Files.writeString(home.resolve("xdg/trikk/client.properties"), "url=" + daemon.url());

        assertThat(new Seat(home)
                        .with("XDG_CONFIG_HOME", home.resolve("xdg").toString())
                        .run("alarms")
                        .code())
                .isZero();
    }

    @Test
    void a_token_does_not_go_to_another_machine_in_the_clear() {
        Seat seat = new Seat(home).with("TRIKK_TOKEN", "secret");

        for (String[] words :
                new String[][] {{"alarms", "--url", "http://trikk.example.org"}, {"login", "http://trikk.example.org"}
                }) {
            Seat.Run run = seat.typing("secret\n").run(words);

            assertThat(run.err()).contains("in the clear", "--insecure-http");
            assertThat(run.code()).isEqualTo(2);
        }
    }

    @Test
    void a_url_or_token_of_another_form_is_refused() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "TRIKK_URL", "ftp://x", "TRIKK_TOKEN", "two words", "TRIKK_TOKEN_FILE", "/nowhere/x")
                .entrySet()) {
            Seat.Run run = new Seat(home)
                    .with("TRIKK_URL", daemon.url().toString())
                    .with(wrong.getKey(), wrong.getValue())
                    .run("alarms");

            assertThat(run.code()).isEqualTo(2);
        }
        assertThat(daemon.requests()).isEmpty();
    }

    @Test
    void a_file_without_certificates_is_told_apart() throws IOException {
        Path cafile = Files.writeString(home.resolve("ca.pem"), "");

        Seat.Run run = Seat.at(daemon).run("alarms", "--cafile", cafile.toString());

        assertThat(run.err()).contains("holds no certificate");
        assertThat(run.code()).isEqualTo(3);
    }

    private void stored(String text) throws IOException {
        Files.createDirectories(home.resolve(".config/trikk"));
        Files.writeString(home.resolve(".config/trikk/client.properties"), text);
    }
}
