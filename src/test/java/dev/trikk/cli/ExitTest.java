package dev.trikk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.http.StubDaemon;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to end, and the sentence that says what to type next. How rides end is in {@link FollowTest}. */
class ExitTest {
    private final StubDaemon daemon = new StubDaemon();

    @AfterEach
    void stop() {
        daemon.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            deplpy shop 1 staging       | There is no command "deplpy"; did you mean deploy? Type: trikk --help
            xyzzy                       | There is no command "xyzzy". Type: trikk --help
            --json status               | The command comes first, and its options after it. Type: trikk --help
            serve                       | serve belongs to the daemon; start it with the script trikk
            status --jsno               | Unknown option: '--jsno'. Did you mean --json? Type: trikk status --help
            status extra                | Unmatched argument at index 1: 'extra'. Type: trikk status --help
            why                         | Missing required parameter: 'ID'. Type: trikk why --help
            deploy shop 1.4             | APP, VERSION and ENV are needed, such as: trikk deploy shop 1.4.2 staging
            deploy --all                | A train needs an environment and nothing else, such as: trikk deploy --all staging
            deploy --all --from x y     | --all, --from and --trainfile exclude each other.
            deploy a b c --version 1    | --version goes with --all
            deploy a b c --file no.zip  | There is no file no.zip.
            deploy --trainfile no x     | A file cannot be read: no
            watch ../me                 | "../me" is no id. Type: trikk history
            watch x --timeout 5         | '5' is not a duration such as 500ms, 30s, 5m or 2h. Type: trikk watch --help
            drain web1                  | A member is named ENV/POOL/MEMBER, such as production/main/web1. Type: trikk pools
            stages pause                | Which stage? Such as: trikk stages pause rotate
            stages stop rotate          | expected one of [LIST, PAUSE, RESUME]
            freeze production           | Missing required option: '--reason=TEXT'. Type: trikk freeze --help
            freeze p --reason x --until y | "y" is no time; write 2026-12-24T18:00
            history --limit 0           | --limit is at least 1.
            """)
    void a_wrong_command_line_sends_nothing_and_says_what_to_type(String typed, String sentence) {
        Seat.Run run = Seat.at(daemon).run(typed.split(" ", -1));

        assertThat(run.err()).startsWith("trikk: ").contains(sentence);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(daemon.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            401 | 4 | Type: trikk login URL
            403 | 4 | Type: trikk doctor
            404 | 1 | no such thing
            409 | 1 | no such thing
            429 | 3 | Try again in a while.
            503 | 3 | Try again in a while.
            """)
    void what_the_daemon_refuses_has_a_code(int status, int code, String sentence) {
        daemon.replies(
                "POST",
                "/api/deployments/shop-17/commands",
                exchange -> StubDaemon.send(
                        exchange,
                        status,
                        "application/problem+json",
                        "{\"title\":\"no\",\"status\":" + status + ",\"detail\":\"no such thing\"}"));

        Seat.Run run = Seat.at(daemon).run("hold", "shop-17");

        assertThat(run.err()).startsWith("trikk: no such thing").contains(sentence);
        assertThat(run.code()).isEqualTo(code);
    }

    @Test
    void what_nobody_has_answered_in_time_goes_on() {
        daemon.answers(
                "POST", "/api/deployments/shop-17/commands", 202, "{\"done\":false,\"says\":\"It is on the queue.\"}");

        Seat.Run run = Seat.at(daemon).run("hold", "shop-17");

        assertThat(run.out()).isEqualTo("It is on the queue.\n");
        assertThat(run.code()).isEqualTo(5);
    }

    @Test
    void where_nobody_answers_the_doctor_is_recommended() {
        URI url = daemon.url();
        daemon.close();

        Seat.Run run = Seat.at(url).run("status");

        assertThat(run.err()).contains("does not answer", "Type: trikk doctor");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void without_a_daemon_the_login_is_recommended() {
        Seat.Run run = new Seat(Path.of("/nowhere")).run("status");

        assertThat(run.err())
                .isEqualTo("trikk: It is not known where the daemon is. Type: trikk login URL (for instance"
                        + " https://trikk.example.org), or set TRIKK_URL.\n");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void output_goes_raw_to_a_pipe_only() {
        Seat seat = Seat.at(daemon);

        assertThat(seat.run("log", "shop-17", "--raw").out()).contains("up:\t0\nHTTP 503\n");
        assertThat(seat.on(Seat.Screen.USUAL).run("log", "shop-17", "--raw").code())
                .isEqualTo(2);
    }

    @Test
    void the_help_names_every_command() {
        Seat.Run run = Seat.at(daemon).run("--help");

        assertThat(run.code()).isZero();
        assertThat(Commands.all()).allSatisfy(entry -> assertThat(run.out()).contains("\n  " + entry.name() + " "));
        assertThat(Seat.at(daemon).run().out()).isEqualTo(run.out());
        assertThat(Seat.at(daemon).run("help", "why").out()).startsWith("Usage: trikk why ");
    }
}
