package dev.trikk.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trikk.release.Checksum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip in memory. */
final class Zip {
    private final byte[] bytes;

    private Zip(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Of names and contents in turn. */
    static Zip of(String... namesAndContents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Zip(bytes.toByteArray());
    }

    byte[] bytes() {
        return bytes.clone();
    }

    Checksum checksum(Checksum.Algorithm algorithm) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm.javaName()).digest(bytes);
            return new Checksum(algorithm, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
