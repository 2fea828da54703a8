package dev.trikk.rotation.ace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/** What a channel has said so far. It is written by the connection's thread and waited for by another. */
final class Heard extends OutputStream {
    private static final int LONGEST = 1 << 20;

    private final StringBuilder text = new StringBuilder();
    private boolean isOver;

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        text.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        if (text.length() > LONGEST) {
            over();
            throw new IOException("it sends more than " + LONGEST + " bytes");
        }
        notifyAll();
    }

    /** Nothing more will come. */
    synchronized void over() {
        isOver = true;
        notifyAll();
    }

    /** Forgets what was heard. */
    synchronized void clear() {
        text.setLength(0);
    }

    synchronized String text() {
        return text.toString();
    }

    /** Waits for a text that is wanted; throws when it does not come. */
    synchronized String await(Predicate<String> wanted, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!wanted.test(text.toString())) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (isOver || left <= 0) {
                throw new IOException(
                        isOver
                                ? "it broke off after " + Refusal.quoted(text.toString())
                                : "it said nothing more within " + timeout.toMillis() + " ms");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted on the way", e);
            }
        }
        return text.toString();
    }
}
