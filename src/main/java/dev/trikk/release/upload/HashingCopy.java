package dev.trikk.release.upload;

import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import dev.trikk.release.Releases.UnknownRelease;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Copies a file to the disk and computes its digest in one reading. */
record HashingCopy(long limitBytes) {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Copies; on return the bytes have reached the disk. */
    Checksum copy(String name, Path from, Path to) throws IOException {
        MessageDigest digest = digest();
        // the path was checked a moment ago: a link put there since is not followed
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            pour(name, in, out, digest);
            out.force(true);
        }
        return new Checksum(Algorithm.SHA256, HexFormat.of().formatHex(digest.digest()));
    }

    private void pour(String name, FileChannel in, FileChannel out, MessageDigest digest) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (in.read(buffer) >= 0) {
            if (in.position() > limitBytes) {
                throw new UnknownRelease(name + " is longer than the allowed " + limitBytes + " bytes");
            }
            digest.update(buffer.flip().duplicate());
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            buffer.clear();
        }
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(Algorithm.SHA256.javaName());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
