package dev.trikk.remote.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** Fresh keys, in OpenSSH's formats. */
final class Keys {
    private Keys() {}

    static KeyPair ed25519() {
        return generate("ssh-ed25519", 256);
    }

    static KeyPair ecdsa() {
        return generate("ecdsa-sha2-nistp256", 256);
    }

    private static KeyPair generate(String type, int size) {
        try {
            return KeyUtils.generateKeyPair(type, size);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path write(KeyPair pair, Path file) throws IOException {
        return write(pair, file, null);
    }

    static Path writeWithPassphrase(KeyPair pair, Path file, String passphrase) throws IOException {
        OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
        encryption.setCipherName("AES");
        encryption.setCipherType("256");
        encryption.setCipherMode("CTR");
        encryption.setPassword(passphrase);
        return write(pair, file, encryption);
    }

    private static Path write(KeyPair pair, Path file, OpenSSHKeyEncryptionContext encryption) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", encryption, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    static String publicLine(KeyPair pair) {
        return PublicKeyEntry.toString(pair.getPublic());
    }
}
