package dev.trikk.release.maven;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Writes a body to a file, up to a limit, and hashes it on the way. Its own body is empty: the file is not to be in memory. */
final class FileSink implements BodySubscriber<byte[]> {

    private final FileChannel channel;
    private final MessageDigest digest;
    private final long limit;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.Subscription subscription;
    private long taken;

    FileSink(Path file, MessageDigest digest, long limit) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.digest = digest;
        this.limit = limit;
    }

    /** Whether there was more than the limit. */
    boolean isTooLong() {
        return taken > limit;
    }

    /** Lets go of the file. May be repeated. */
    void close() throws IOException {
        channel.close();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                taken += buffer.remaining();
                digest.update(buffer.duplicate());
                while (buffer.hasRemaining() && !isTooLong()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException e) {
            subscription.cancel();
            body.completeExceptionally(e);
            return;
        }
        if (isTooLong()) {
            subscription.cancel();
            body.complete(new byte[0]);
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable problem) {
        body.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        body.complete(new byte[0]);
    }
}
