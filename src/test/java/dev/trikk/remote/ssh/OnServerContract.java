package dev.trikk.remote.ssh;

import static dev.trikk.remote.ssh.Door.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.Patience;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Outcome.Status;
import dev.trikk.remote.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every SSH server, seen through the real route. */
abstract class OnServerContract {
    @TempDir
    Path folder;

    /** Uploads go there. */
    @TempDir
    Path home;

    TestSsh server;
    Door door;

    abstract TestSsh start(Path folder, Path home) throws Exception;

    /** A file of {@link #home} as an upload names it. */
    abstract String target(String name);

    @BeforeEach
    void open() throws Exception {
        server = start(folder, home);
        door = Door.to(server, folder);
    }

    @AfterEach
    void close() {
        door.close();
        server.close();
    }

    @Test
    void a_script_that_works_is_ok_with_what_it_printed() {
        Outcome outcome = door.run(server, "echo hello; echo 'märz'");

        assertThat(outcome.isOk()).as(outcome.explanation()).isTrue();
        assertThat(outcome.stdout()).isEqualTo("hello\nmärz\n");
        assertThat(outcome.stderr()).isEmpty();
    }

    @Test
    void a_script_that_fails_brings_its_exit_code_and_both_outputs() {
        Outcome outcome = door.run(server, "echo half-way; echo 'no space left' >&2; exit 3");

        assertThat(outcome.status()).isEqualTo(Status.FAILED);
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.stdout()).isEqualTo("half-way\n");
        assertThat(outcome.stderr()).isEqualTo("no space left\n");
    }

    @Test
    void a_script_is_ended_at_its_deadline() {
        door.run(server, "true");

        Outcome outcome = door.run(server, new Script("slow", "echo begun; sleep 300", Duration.ofSeconds(2)));

        assertThat(outcome.status()).isEqualTo(Status.TIMED_OUT);
        assertThat(outcome.stdout()).isEqualTo("begun\n");
        assertThat(outcome.duration()).isLessThan(Patience.LONG);
    }

    @Test
    void a_script_that_is_given_up_leaves_the_others_of_its_session_alone() throws Exception {
        door.close();
        door = Door.to(server, folder, settings -> Door.withGrace(settings, Duration.ofMillis(100)));
        door.run(server, "true");
        Path goOn = folder.resolve("go-on");
        Future<Outcome> other = door.runInBackground(
                server, server.login(), "while ! [ -e '" + goOn + "' ]; do sleep 0.1; done; echo unharmed");

        Outcome outcome = door.run(
                server,
                new Script("deaf", "trap '' TERM; while :; do echo noise; sleep 0.01; done", Duration.ofSeconds(2)));
        Files.createFile(goOn);

        assertThat(outcome.status()).isEqualTo(Status.TIMED_OUT);
        assertThat(other.get().stdout()).isEqualTo("unharmed\n");
    }

    @Test
    void an_exit_code_of_124_long_before_the_deadline_is_the_scripts_own() {
        Outcome outcome = door.run(server, "exit 124");

        assertThat(outcome.status()).isEqualTo(Status.FAILED);
        assertThat(outcome.exitCode()).isEqualTo(124);
    }

    @Test
    void a_script_killed_by_a_signal_has_failed() {
        Outcome outcome = door.run(server, "kill -9 $$");

        assertThat(outcome.status()).isEqualTo(Status.FAILED);
        assertThat(outcome.exitCode()).isEqualTo(137);
    }

    @Test
    void much_output_on_both_streams_blocks_nobody_and_is_cut_in_the_middle() {
        Outcome outcome = door.run(
                server,
                "for stream in 2 1; do echo first >&$stream; head -c 3000000 /dev/zero | tr '\\0' x >&$stream;"
                        + " echo last >&$stream; done");

        assertThat(outcome.isOk()).as(outcome.explanation()).isTrue();
        assertThat(outcome.stdout()).startsWith("first\nxxx").endsWith("xxxlast\n");
        assertThat(outcome.stderr()).startsWith("first\nxxx").endsWith("xxxlast\n");
        assertThat(outcome.stdout()).contains("\n[... " + (3_000_011 - 256 * 1024) + " bytes left out ...]\n");
    }

    @Test
    void a_script_may_be_longer_than_any_command_line_and_any_window() {
        String text = "f() {\n" + "# a comment of some length\n".repeat(150_000) + "echo done\n}\nf\n";

        Outcome outcome = door.run(server, text);

        assertThat(outcome.stdout()).isEqualTo("done\n");
    }

    @Test
    void a_server_with_an_unknown_host_key_is_refused_with_the_fingerprint_and_the_command_to_type() throws Exception {
        Path knownHosts = Door.knownHosts(folder);

        Outcome outcome = door.run(server, "true");

        assertThat(outcome.status()).isEqualTo(Status.REFUSED);
        assertThat(outcome.stderr())
                .contains(KeyUtils.getFingerPrint(server.hostKey().getPublic()))
                .contains("after checking the fingerprint: ssh-keyscan -p " + server.port() + " 127.0.0.1 >> "
                        + knownHosts);
    }

    @Test
    void a_server_whose_host_key_has_changed_is_refused() throws Exception {
        KeyPair before = Keys.ed25519();
        Door.knownHosts(folder, Door.knownHost(server.port(), before));

        Outcome outcome = door.run(server, "true");

        assertThat(outcome.status()).isEqualTo(Status.REFUSED);
        assertThat(outcome.stderr())
                .contains("HAS CHANGED")
                .contains(KeyUtils.getFingerPrint(before.getPublic()))
                .contains(KeyUtils.getFingerPrint(server.hostKey().getPublic()))
                .contains("-R '[127.0.0.1]:" + server.port() + "'");
    }

    @Test
    void a_host_key_that_was_added_after_a_refusal_lets_the_next_script_run() throws Exception {
        Door.knownHosts(folder);
        door.run(server, "true");
        Door.knownHosts(folder, Door.knownHost(server.port(), server.hostKey()));

        Outcome outcome = door.run(server, "true");

        assertThat(outcome.isOk()).as(outcome.explanation()).isTrue();
    }

    @Test
    void a_login_that_the_server_does_not_let_in_is_refused() throws Exception {
        door.close();
        Path stranger = Keys.write(Keys.ed25519(), folder.resolve("stranger"));
        door = new Door(SshSettings.defaults(stranger, folder.resolve("known_hosts")));

        Outcome outcome = door.run(server, "true");

        assertThat(outcome.status()).isEqualTo(Status.REFUSED);
        assertThat(outcome.stderr()).contains("does not let '" + server.login() + "' in", "authorized_keys");
    }

    @Test
    void fifty_scripts_at_once_on_one_server_wait_for_each_other() throws Exception {
        List<Outcome> outcomes = Door.all(IntStream.range(0, 50)
                .mapToObj(number -> door.runInBackground(server, server.login(), "echo " + number))
                .toList()
                .stream());

        assertThat(outcomes).hasSize(50).allMatch(Outcome::isOk);
        assertThat(outcomes).extracting(outcome -> outcome.stdout().strip()).doesNotHaveDuplicates();
    }

    @Test
    void an_upload_replaces_the_file_for_the_login_only_and_leaves_nothing_beside_it() throws Exception {
        Path file = Files.write(folder.resolve("app.zip"), new byte[3_000_000]);
        Files.writeString(home.resolve("app.zip"), "old");

        Outcome outcome = door.put(server, file, target("app.zip"));

        assertThat(outcome.isOk()).as(outcome.explanation()).isTrue();
        assertThat(outcome.stdout()).startsWith("3000000 bytes");
        assertThat(home.resolve("app.zip")).hasSameBinaryContentAs(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("app.zip"))))
                .isEqualTo("rw-------");
        try (Stream<Path> beside = Files.list(home)) {
            assertThat(beside).hasSize(1);
        }
    }

    @Test
    void an_upload_into_a_missing_folder_says_so() throws Exception {
        Path file = Files.writeString(folder.resolve("app.zip"), "new");

        Outcome outcome = door.put(server, file, target("missing/app.zip"));

        assertThat(outcome.status()).isEqualTo(Status.FAILED);
        assertThat(outcome.stderr()).contains("the folder of", "missing/app.zip does not exist");
    }

    @Test
    void an_upload_over_a_folder_fails_and_leaves_nothing_beside_it() throws Exception {
        Path file = Files.writeString(folder.resolve("app.zip"), "new");
        Files.createFile(Files.createDirectory(home.resolve("taken")).resolve("inside"));

        Outcome outcome = door.put(server, file, target("taken"));

        assertThat(outcome.status()).isEqualTo(Status.FAILED);
        try (Stream<Path> beside = Files.list(home)) {
            assertThat(beside).containsExactly(home.resolve("taken"));
        }
    }

    @Test
    void an_upload_of_a_file_that_is_missing_here_says_so() {
        Outcome outcome = door.put(server, folder.resolve("nothing.zip"), target("app.zip"));

        assertThat(outcome.status()).isEqualTo(Status.FAILED);
        assertThat(outcome.stderr()).contains("nothing.zip cannot be read here");
    }

    @Test
    void an_interrupted_caller_gets_an_outcome_and_stays_interrupted() {
        door.run(server, "true");
        Thread.currentThread().interrupt();

        Outcome outcome = door.run(server, script("sleep 30"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.isOk()).isFalse();
    }
}
