package dev.trikk.remote.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes any amount of output and keeps its beginning and its end: the first error and the last word are what people
 * look for. Never blocks and never refuses, so the server is not held up. Safe for several threads.
 */
final class CappedOutput extends OutputStream {
    private static final byte[] NOTHING_YET = {};

    private final int headLimit;
    private final int tailLimit;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();

    /** A ring, made when the head is full: hardly any script says so much, and there are two outputs for each. */
    private byte[] tail = NOTHING_YET;

    private long tailWritten;

    /** @param limit bytes kept, half of them from the end */
    CappedOutput(int limit) {
        tailLimit = limit / 2;
        headLimit = limit - tailLimit;
    }

    @Override
    public synchronized void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int toHead = Math.min(length, headLimit - head.size());
        head.write(bytes, offset, toHead);
        if (toHead < length) {
            writeTail(bytes, offset + toHead, length - toHead);
        }
    }

    private void writeTail(byte[] bytes, int offset, int length) {
        if (tail.length < tailLimit) {
            tail = new byte[tailLimit];
        }
        int skipped = Math.max(0, length - tail.length);
        int position = (int) ((tailWritten + skipped) % tail.length);
        int kept = length - skipped;
        int untilWrap = Math.min(kept, tail.length - position);
        System.arraycopy(bytes, offset + skipped, tail, position, untilWrap);
        System.arraycopy(bytes, offset + skipped + untilWrap, tail, 0, kept - untilWrap);
        tailWritten += length;
    }

    /** What was kept, read as UTF-8, with a line in between that says how much was not. */
    synchronized String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(head.toByteArray());
        if (tailWritten <= tail.length) {
            text.write(tail, 0, (int) tailWritten);
        } else {
            text.writeBytes(("\n[... " + (tailWritten - tail.length) + " bytes left out ...]\n")
                    .getBytes(StandardCharsets.US_ASCII));
            int oldest = (int) (tailWritten % tail.length);
            text.write(tail, oldest, tail.length - oldest);
            text.write(tail, 0, oldest);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
