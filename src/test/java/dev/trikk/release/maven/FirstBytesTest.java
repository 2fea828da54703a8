package dev.trikk.release.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class FirstBytesTest {

    private final Connection connection = new Connection();
    private final FirstBytes body = new FirstBytes(4);

    @Test
    void a_body_up_to_the_limit_is_taken_whole() {
        whenReceived(2, 2);

        body.onComplete();

        assertThat(body.getBody().toCompletableFuture()).isCompletedWithValueMatching(taken -> taken.length == 4);
        assertThat(connection.isCancelled).isFalse();
    }

    @Test
    void a_longer_body_is_cut_one_byte_after_the_limit_and_hung_up_on() {
        whenReceived(3, 1000, 1000);

        assertThat(body.getBody().toCompletableFuture()).isCompletedWithValueMatching(taken -> taken.length == 5);
        assertThat(connection.isCancelled).isTrue();
    }

    private void whenReceived(int... lengths) {
        body.onSubscribe(connection);
        for (int length : lengths) {
            body.onNext(List.of(ByteBuffer.allocate(length)));
        }
    }

    private static final class Connection implements Flow.Subscription {

        private boolean isCancelled;

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {
            isCancelled = true;
        }
    }
}
