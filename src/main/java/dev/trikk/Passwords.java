package dev.trikk;

import dev.trikk.config.Secret;
import dev.trikk.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The passwords of the broker. An embedded broker works without any in the configuration: the daemon's is made anew at every
 * start, and those of CI and of operators are made once and kept in files that only this user can read.
 */
record Passwords(String daemon, String ci, String operator) {
    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);

    /** For a daemon with an embedded broker. */
    static Passwords embedded(Settings settings) {
        String daemon =
                settings.secret("trikk.broker.password").map(Secret::reveal).orElseGet(Passwords::random);
        return new Passwords(daemon, kept(settings, "ci"), kept(settings, "operator"));
    }

    /** For a broker in a process of its own: the daemons elsewhere must know their password, so it must be given. */
    static Passwords standalone(Settings settings) {
        return new Passwords(given(settings), kept(settings, "ci"), kept(settings, "operator"));
    }

    /** For a daemon with a broker elsewhere. */
    static Passwords elsewhere(Settings settings) {
        return new Passwords(given(settings), "", "");
    }

    private static String given(Settings settings) {
        return settings.secret("trikk.broker.password")
                .map(Secret::reveal)
                .orElseThrow(() ->
                        new CannotStart("trikk.broker.password is empty: a broker in a process of its own needs one"));
    }

    private static String kept(Settings settings, String user) {
        return settings.secret("trikk.broker." + user + ".password")
                .map(Secret::reveal)
                .orElseGet(() -> inFile(settings, user));
    }

    private static String inFile(Settings settings, String user) {
        String name = user + "-password";
        Path file = settings.path("trikk.data").resolve(name);
        try {
            if (Files.notExists(file)) {
                Folders.data(settings);
                // readable for this user only; renamed when it is whole, for an empty password would let everyone in
                Path whole = Files.createTempFile(file.getParent(), name, ".new");
                Files.writeString(whole, random() + "\n");
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
                LOG.info("made a password for the broker's user {}, in {}", user, file);
            }
            String password = Files.readString(file).strip();
            if (password.isEmpty()) {
                throw new CannotStart("the password file " + file + " is empty; delete it, and Trikk makes a new one");
            }
            return password;
        } catch (IOException e) {
            throw new CannotStart(
                    "the password of the broker's user " + user + " cannot be kept in " + file + ": " + e, e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Passwords[***]";
    }
}
