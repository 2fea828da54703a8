package dev.trikk.release.upload;

import dev.trikk.release.Builds;
import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import dev.trikk.release.Releases.UnknownRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A build while it is received, in a file of its own that is renamed when it is whole and right. */
final class Incoming implements Builds.Delivery {
    private final String name;
    private final Checksum promised;
    private final Path folder;
    private final String shown;
    private final Path part;
    private final FileChannel channel;
    private final MessageDigest digest = HashingCopy.digest();

    /** @param shown the folder as a request's file names it */
    Incoming(String name, Checksum promised, Path folder, String shown) throws IOException {
        this.name = name;
        this.promised = promised;
        this.folder = folder;
        this.shown = shown;
        this.part = Files.createTempFile(folder, "receive-", ".part");
        this.channel = FileChannel.open(part, StandardOpenOption.WRITE);
    }

    @Override
    public void add(byte[] bytes) {
        digest.update(bytes);
        try {
            for (ByteBuffer buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public String finish() {
        Checksum arrived = new Checksum(Algorithm.SHA256, HexFormat.of().formatHex(digest.digest()));
        if (!arrived.equals(promised)) {
            throw new UnknownRelease(name + " arrived with the SHA-256 " + arrived.hex() + ", but its sender says "
                    + promised.hex() + "; send it again");
        }
        try {
            channel.force(true);
            ZipRules.check(name, part);
            Path place = Files.createDirectories(folder.resolve(promised.hex()));
            Files.move(part, place.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            Uploads.sync(place);
            Uploads.sync(folder);
            return shown + "/" + promised.hex() + "/" + name;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Cannot take " + name + " below " + folder, e);
    }
}
