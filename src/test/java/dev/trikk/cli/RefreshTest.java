package dev.trikk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.completion.NamesFile;
import dev.trikk.cli.completion.NamesFile.Content;
import dev.trikk.cli.http.StubDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code trikk refresh}, which shells start behind a person's back. */
class RefreshTest {
    private static final String NAMES =
            "{\"applications\":[],\"environments\":[],\"servers\":[\"web1\"],\"stages\":[],\"deployments\":[]}";

    private final StubDaemon daemon = new StubDaemon();

    @TempDir
    Path home;

    @AfterEach
    void stop() {
        daemon.close();
    }

    private NamesFile file() {
        return new NamesFile(home.resolve(".cache/trikk"), daemon.url().toString());
    }

    private Content givenNamesAskedForAgo(Duration age) throws IOException {
        Content content = new Content(Seat.NOON.minus(age), Optional.of("\"7\""), List.of("servers old1"));
        file().write(content);
        return content;
    }

    private void givenAnswer(int status, String etag, String text) {
        daemon.replies("GET", "/api/names", exchange -> {
            exchange.getResponseHeaders().add("ETag", etag);
            StubDaemon.send(exchange, status, "application/json", text);
        });
    }

    private Seat.Run refresh() {
        return new Seat(home)
                .with("TRIKK_URL", daemon.url().toString())
                .with("TRIKK_TOKEN", Seat.TOKEN)
                .run("refresh");
    }

    private static void assertSilent(Seat.Run run) {
        assertThat(run).isEqualTo(new Seat.Run(0, "", ""));
    }

    @Test
    void what_the_daemon_says_is_kept_with_its_tag_and_the_time() throws IOException {
        givenAnswer(200, "\"8\"", NAMES);

        Seat.Run run = refresh();

        assertSilent(run);
        assertThat(file().read().asked()).isEqualTo(Seat.NOON);
        assertThat(file().read().etag()).contains("\"8\"");
        assertThat(file().read().lines()).contains("servers web1");
    }

    @Test
    void what_has_not_changed_is_not_sent_again() throws IOException {
        Content before = givenNamesAskedForAgo(Duration.ofMinutes(2));
        givenAnswer(304, "\"7\"", "");

        Seat.Run run = refresh();

        assertSilent(run);
        assertThat(daemon.requests()).singleElement().satisfies(request -> assertThat(request.headers())
                .containsEntry("If-none-match", "\"7\""));
        assertThat(file().read()).isEqualTo(before.askedAt(Seat.NOON));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500, 503})
    void what_a_daemon_refuses_leaves_the_names_and_is_not_asked_at_every_tab(int status) throws IOException {
        Content before = givenNamesAskedForAgo(Duration.ofMinutes(2));
        daemon.refuses("GET", "/api/names", status, "No.");

        Seat.Run run = refresh();

        assertSilent(run);
        assertThat(file().read()).isEqualTo(before.askedAt(Seat.NOON));
    }

    @Test
    void a_daemon_that_is_down_leaves_the_names() throws IOException {
        Content before = givenNamesAskedForAgo(Duration.ofMinutes(2));
        daemon.close();

        Seat.Run run = refresh();

        assertSilent(run);
        assertThat(file().read()).isEqualTo(before.askedAt(Seat.NOON));
    }

    @Test
    void an_answer_that_is_none_leaves_the_names() throws IOException {
        Content before = givenNamesAskedForAgo(Duration.ofMinutes(2));
        givenAnswer(200, "\"8\"", "<html>Please log in</html>");

        Seat.Run run = refresh();

        assertSilent(run);
        assertThat(file().read()).isEqualTo(before.askedAt(Seat.NOON));
    }

    @Test
    void of_several_shells_that_want_it_at_once_one_asks() throws IOException {
        Content before = givenNamesAskedForAgo(Duration.ofSeconds(4));

        Seat.Run run = refresh();

        assertSilent(run);
        assertThat(daemon.requests()).isEmpty();
        assertThat(file().read()).isEqualTo(before);
    }

    @Test
    void a_file_from_the_future_is_renewed() throws IOException {
        givenNamesAskedForAgo(Duration.ofDays(-30));
        givenAnswer(200, "\"8\"", NAMES);

        refresh();

        assertThat(file().read().asked()).isEqualTo(Seat.NOON);
    }

    @Test
    void without_a_daemon_s_address_nothing_happens() {
        Seat.Run run = new Seat(home).run("refresh");

        assertSilent(run);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void a_folder_that_cannot_be_written_is_no_reason_to_speak() throws IOException {
        Files.writeString(home.resolve(".cache"), "a file");

        Seat.Run run = refresh();

        assertSilent(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a url", "ftp://trikk.example.org", "http://", "http://u:p@trikk.example.org"})
    void an_address_that_is_none_is_no_reason_to_speak(String url) {
        Seat.Run run = new Seat(home).with("TRIKK_URL", url).run("refresh");

        assertSilent(run);
    }

    @Test
    void it_is_not_in_the_help() {
        assertThat(new Seat(home).run("--help").out()).contains("completion").doesNotContain("refresh");
    }
}
