package dev.trikk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Sends a developer's own build to the daemon. */
final class Upload {
    private final Desk desk;

    Upload(Desk desk) {
        this.desk = desk;
    }

    /** What a request names the file by, once the daemon has all of it. */
    String send(Path zip) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new Trouble(Exit.USAGE, "There is no file " + zip + ".");
        }
        byte[] sha256 = sha256(zip);
        if (!desk.isJson()) {
            desk.remark("sending " + zip.getFileName() + ", " + megabytes(Files.size(zip)));
        }
        return desk.client()
                .send(Paths.of("builds", zip.getFileName().toString()), zip, sha256)
                .text("file");
    }

    private static String megabytes(long bytes) {
        return Math.max(1, (bytes + (1 << 19)) >> 20) + " MB";
    }

    private static byte[] sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return digest.digest();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
