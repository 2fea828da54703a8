package dev.trikk.remote.ssh;

import static dev.trikk.remote.ssh.Door.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.Patience;
import dev.trikk.inventory.Server;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Outcome.Status;
import dev.trikk.remote.Script;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How connections are shared, limited, lost and replaced. */
class SshSessionsTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir
    Path folder;

    private InProcessSsh server;
    private Door door;

    @BeforeEach
    void open() throws Exception {
        server = new InProcessSsh(folder);
        door = Door.to(server, folder);
    }

    @AfterEach
    void close() {
        door.close();
        server.close();
    }

    private void givenDoor(Duration connectTimeout, Duration idle, Duration heartbeat, int starts, int startsPerServer)
            throws Exception {
        door.close();
        door = Door.to(
                server,
                folder,
                settings -> new SshSettings(
                        settings.key(),
                        settings.knownHosts(),
                        settings.passphrase(),
                        connectTimeout,
                        idle,
                        heartbeat,
                        starts,
                        startsPerServer,
                        8,
                        settings.outputLimit(),
                        SHORT));
    }

    private void givenStarts(int starts, int startsPerServer) throws Exception {
        givenDoor(Patience.LONG, Duration.ofMinutes(1), Duration.ofMinutes(1), starts, startsPerServer);
    }

    private List<Future<Outcome>> logins(InProcessSsh where, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> door.runInBackground(where, "app" + number, "true"))
                .toList();
    }

    @Test
    void one_session_per_login_serves_all_its_scripts() {
        door.run(server, "true");
        door.run(server, "true");
        door.run(Door.server(server.port()), "other", script("true"));

        assertThat(server.sessionsEver()).isEqualTo(2);
    }

    @Test
    void many_scripts_at_once_share_one_session_and_keep_below_its_limit_of_channels() throws Exception {
        Path goOn = folder.resolve("go-on");
        String waiting = "while ! [ -e '" + goOn + "' ]; do sleep 0.05; done";

        List<Future<Outcome>> running = IntStream.range(0, 50)
                .mapToObj(number -> door.runInBackground(server, "app", waiting))
                .toList();
        await().until(() -> server.mostCommandsOfOneSession() >= 8);
        Files.createFile(goOn);

        assertThat(Door.all(running.stream())).allMatch(Outcome::isOk);
        assertThat(server.sessionsEver()).isEqualTo(1);
        assertThat(server.mostCommandsOfOneSession()).isEqualTo(8);
    }

    @Test
    void no_more_sessions_start_at_once_on_one_server_than_allowed() throws Exception {
        givenStarts(8, 3);
        server.closeGate();

        List<Future<Outcome>> running = logins(server, 12);
        await().until(() -> server.waitingLogins() == 3);
        server.openGate();

        assertThat(Door.all(running.stream())).allMatch(Outcome::isOk);
        assertThat(server.mostWaitingLogins()).isEqualTo(3);
    }

    @Test
    void no_more_sessions_start_at_once_over_all_servers_than_allowed() throws Exception {
        givenStarts(2, 6);
        server.closeGate();

        List<Future<Outcome>> running = logins(server, 6);
        await().until(() -> server.waitingLogins() == 2);
        server.openGate();

        assertThat(Door.all(running.stream())).allMatch(Outcome::isOk);
        assertThat(server.mostWaitingLogins()).isEqualTo(2);
    }

    @Test
    void a_server_that_lets_its_logins_wait_does_not_hold_up_the_others() throws Exception {
        givenStarts(4, 2);
        server.closeGate();
        List<Future<Outcome>> running = logins(server, 6);
        await().until(() -> server.waitingLogins() == 2);
        try (InProcessSsh other = new InProcessSsh(folder)) {
            Door.knownHosts(
                    folder,
                    Door.knownHost(server.port(), server.hostKey()),
                    Door.knownHost(other.port(), other.hostKey()));

            Outcome outcome = door.run(other, "true");

            assertThat(outcome.isOk()).as(outcome.explanation()).isTrue();
            assertThat(server.waitingLogins()).isEqualTo(2);
        }
        server.openGate();
        assertThat(Door.all(running.stream())).allMatch(Outcome::isOk);
    }

    @Test
    void a_session_that_the_server_closed_is_replaced_without_anybody_noticing() {
        door.run(server, "true");
        server.cutConnections();
        await().until(() -> server.sessionsNow() == 0);

        Outcome outcome = door.run(server, "true");

        assertThat(outcome.isOk()).as(outcome.explanation()).isTrue();
        assertThat(server.sessionsEver()).isEqualTo(2);
    }

    @Test
    void a_connection_that_breaks_in_the_middle_of_a_script_is_lost_and_the_script_not_repeated() throws Exception {
        Path marks = folder.resolve("marks");

        Future<Outcome> running =
                door.runInBackground(server, "app", "echo begun >> " + marks + "; echo begun; sleep 300");
        await().until(() -> Files.exists(marks) && Files.size(marks) > 0);
        server.cutConnections();

        Outcome outcome = running.get();
        assertThat(outcome.status()).isEqualTo(Status.LOST);
        assertThat(outcome.stderr()).contains("broke after the script was sent");
        assertThat(marks).hasContent("begun");
    }

    @Test
    void a_connection_that_falls_silent_is_noticed_by_its_heartbeats() throws Exception {
        givenDoor(Duration.ofSeconds(3), Duration.ofMinutes(1), Duration.ofMillis(50), 8, 4);
        try (Relay relay = new Relay(server.port())) {
            Door.knownHosts(folder, Door.knownHost(relay.port(), server.hostKey()));
            Server behindRelay = Door.server(relay.port());
            assertThat(door.run(behindRelay, "app", script("true")).isOk()).isTrue();
            relay.fallSilent();

            Outcome outcome = door.run(behindRelay, "app", new Script("long", "true", Duration.ofMinutes(5)));

            assertThat(outcome.status()).isEqualTo(Status.UNREACHABLE);
            assertThat(outcome.stderr()).contains("no answer from 127.0.0.1:" + relay.port());
        }
    }

    @Test
    void a_session_that_nobody_uses_is_closed_although_its_heart_beats() throws Exception {
        givenDoor(Patience.LONG, Duration.ofMillis(300), Duration.ofMillis(50), 8, 4);

        door.run(server, "true");

        await().until(() -> server.sessionsNow() == 0);
        assertThat(door.run(server, "true").isOk()).isTrue();
    }

    @Test
    void a_server_without_sshd_is_unreachable() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        Outcome outcome = door.run(Door.server(nobody), "app", script("true"));

        assertThat(outcome.status()).isEqualTo(Status.UNREACHABLE);
        assertThat(outcome.stderr()).contains("nobody answers at 127.0.0.1:" + nobody);
    }

    @Test
    void a_server_that_says_nothing_is_unreachable() throws Exception {
        givenDoor(SHORT, Duration.ofMinutes(1), Duration.ofMinutes(1), 8, 4);
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {

            Outcome outcome = door.run(Door.server(mute.getLocalPort()), "app", script("true"));

            assertThat(outcome.status()).isEqualTo(Status.UNREACHABLE);
            assertThat(outcome.stderr()).contains("within 400 ms");
        }
    }

    @Test
    void an_unknown_name_is_unreachable() {
        Server nowhere = new Server("web1", "web1.invalid", 22, Optional.empty());

        Outcome outcome = door.run(nowhere, "app", script("true"));

        assertThat(outcome.status()).isEqualTo(Status.UNREACHABLE);
        assertThat(outcome.stderr()).contains("no address is known for the name web1.invalid");
    }

    @Test
    void waiting_for_a_session_ends_at_the_deadline() throws Exception {
        givenDoor(Patience.LONG, Duration.ofMinutes(1), Duration.ofMinutes(1), 8, 4);
        server.closeGate();

        Outcome outcome = door.run(server, new Script("short", "true", SHORT));

        assertThat(outcome.status()).isEqualTo(Status.UNREACHABLE);
        assertThat(outcome.stderr()).contains("no session with app@127.0.0.1");
    }

    @Test
    void a_script_that_the_server_does_not_end_is_given_up_after_the_grace() throws Exception {
        givenDoor(Patience.LONG, Duration.ofMinutes(1), Duration.ofMinutes(1), 8, 4);
        door.run(server, "true");

        Outcome outcome = door.run(
                server, new Script("deaf", "trap '' TERM; sleep 300 & wait; wait; wait", Duration.ofSeconds(2)));

        assertThat(outcome.status()).isEqualTo(Status.TIMED_OUT);
    }

    @Test
    void the_kind_of_host_key_that_is_known_is_asked_for() throws Exception {
        door.close();
        server.close();
        KeyPair known = Keys.ed25519();
        server = new InProcessSsh(folder, known, Keys.ecdsa());
        door = Door.to(server, folder);

        Outcome outcome = door.run(server, "true");

        assertThat(outcome.isOk()).as(outcome.explanation()).isTrue();
    }

    @Test
    void an_address_that_would_change_the_endpoint_is_refused_before_anything_is_sent() {
        Server bad = new Server("web1", "127.0.0.1?password=x", server.port(), Optional.empty());

        Outcome outcome = door.run(bad, "app", script("true"));

        assertThat(outcome.status()).isEqualTo(Status.UNREACHABLE);
        assertThat(outcome.stderr()).contains("web1", "'127.0.0.1?password=x' is not an address");
        assertThat(server.sessionsEver()).isZero();
    }
}
