package dev.trikk.intake.http;

import dev.trikk.api.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a request over HTTP, taken piece by piece, so that no more of it is in memory than is worked on. Camel's own
 * streaming reads the whole body, however long, before a route sees the request and can ask who sends it. For one thread,
 * which waits; not Vert.x's event loop.
 */
final class RequestBody {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Object END = new Object();

    private final HttpServerRequest request;
    private final long limit;
    private final BlockingQueue<Object> pieces = new LinkedBlockingQueue<>();
    private long length;

    /**
     * Begins.
     *
     * @param request paused, and nothing of it was read
     * @param limit bytes that it may have
     * @throws Refused when it says itself that it has more
     */
    RequestBody(HttpServerRequest request, long limit) {
        this.request = request;
        this.limit = limit;
        String announced = request.getHeader("Content-Length");
        // nobody has 18 digits of bytes
        if (announced != null && (announced.length() > 18 || Long.parseLong(announced) > limit)) {
            throw tooLong();
        }
        request.exceptionHandler(pieces::add);
        request.endHandler(end -> pieces.add(END));
        request.handler(pieces::add);
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    /**
     * The next piece; empty at the end.
     *
     * @throws Refused when there are more bytes than allowed, or the sender is gone or too slow
     */
    Optional<byte[]> next() {
        request.fetch(1);
        Object piece = poll();
        if (piece instanceof Buffer buffer) {
            length += buffer.length();
            if (length > limit) {
                throw tooLong();
            }
            return Optional.of(buffer.getBytes());
        }
        if (piece == END) {
            return Optional.empty();
        }
        throw new Refused(408, "The body did not come to its end; send it again.");
    }

    /** All of it. */
    byte[] all() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Optional<byte[]> piece = next(); piece.isPresent(); piece = next()) {
            all.writeBytes(piece.get());
        }
        return all.toByteArray();
    }

    private Object poll() {
        try {
            return pieces.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a body was read", e);
        }
    }

    private Refused tooLong() {
        return new Refused(413, "The body is longer than the " + limit + " bytes that are read.");
    }
}
