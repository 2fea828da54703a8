package dev.trikk.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.remote.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenSshOnServerTest extends OnServerContract {
    @Override
    TestSsh start(Path folder, Path home) throws Exception {
        return new OpenSsh(folder);
    }

    @Override
    String target(String name) {
        return home.resolve(name).toString();
    }

    @Test
    void a_daemon_that_keeps_the_output_open_does_not_hold_up_the_outcome() {
        Outcome outcome = door.run(server, "echo started; sleep 15 &");

        assertThat(outcome.isOk()).as(outcome.explanation()).isTrue();
        assertThat(outcome.stdout()).isEqualTo("started\n");
        assertThat(outcome.duration()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void scripts_in_quick_succession_never_see_that_sshd_counts_closed_channels_for_a_while() throws Exception {
        Stream<Future<Outcome>> running =
                IntStream.range(0, 300).mapToObj(number -> door.runInBackground(server, server.login(), "true"));

        assertThat(Door.all(running)).allMatch(Outcome::isOk);
    }
}
