package dev.trikk.http.camel;

import dev.trikk.http.Reply;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * A body that ends one byte after the longest that is read, and breaks off when it takes too long: the client's own time-out
 * begins anew with each byte. What is left of it is not read to its end, the connection is given up.
 */
final class Bounds extends HttpEntityWrapper {
    private final Duration timeout;
    private final long start = System.nanoTime();
    private InputStream content;

    private Bounds(HttpEntity entity, Duration timeout) {
        super(entity);
        this.timeout = timeout;
    }

    static void put(HttpResponse response, Duration timeout) {
        if (response instanceof ClassicHttpResponse classic && classic.getEntity() != null) {
            classic.setEntity(new Bounds(classic.getEntity(), timeout));
        }
    }

    /** Unknown, or readers would make room for it. */
    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public synchronized InputStream getContent() throws IOException {
        if (content == null) {
            content = new Bounded(super.getContent());
        }
        return content;
    }

    private final class Bounded extends FilterInputStream {
        private int left = Reply.LIMIT + 1;
        private boolean isOver;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            if (System.nanoTime() - start > timeout.toNanos()) {
                throw new SocketTimeoutException("the body trickles");
            }
            int count = super.read(buffer, offset, Math.min(length, left));
            isOver = count < 0;
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            if (!isOver && in instanceof EofSensorInputStream sensor) {
                sensor.abort();
            } else {
                super.close();
            }
        }
    }
}
