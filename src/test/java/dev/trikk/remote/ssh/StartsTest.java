package dev.trikk.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartsTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Starts starts = new Starts(2, 1);

    @AfterEach
    void close() {
        gate.countDown();
        starts.close();
    }

    private ClientSession atGate() throws InterruptedException {
        gate.await();
        return null;
    }

    @Test
    void a_server_in_line_is_overtaken_by_one_that_may_start() {
        CompletableFuture<ClientSession> first = starts.submit("web1:22", this::atGate);
        CompletableFuture<ClientSession> second = starts.submit("web1:22", () -> null);
        CompletableFuture<ClientSession> other = starts.submit("web2:22", () -> null);

        other.join();

        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        gate.countDown();
        assertThat(second.join()).isNull();
    }

    @Test
    void a_start_that_fails_makes_room_for_the_next() {
        CompletableFuture<ClientSession> failing = starts.submit("web1:22", () -> {
            throw NotRun.unreachable("asleep");
        });
        CompletableFuture<ClientSession> next = starts.submit("web1:22", () -> null);

        assertThatThrownBy(failing::get).isInstanceOf(ExecutionException.class).hasMessageContaining("asleep");
        assertThat(next.join()).isNull();
    }

    @Test
    void who_waits_in_line_at_the_end_is_told() {
        CompletableFuture<ClientSession> starting = starts.submit("web1:22", this::atGate);
        CompletableFuture<ClientSession> waiting = starts.submit("web1:22", () -> null);

        starts.close();

        assertThatThrownBy(starting::get).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(waiting::get).hasMessageContaining("shutting down");
        assertThatThrownBy(starts.submit("web2:22", () -> null)::get).hasMessageContaining("shutting down");
    }
}
