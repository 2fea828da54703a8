package dev.trikk.api.file;

import dev.trikk.api.Caller;
import dev.trikk.api.Callers;
import dev.trikk.api.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of the API: a file of lines, each with a name, its roles and a digest. A change is taken over within a second; a file
 * with a broken line stays out of force as a whole, and the last good one in it. Safe for several threads; changes of it are for
 * one process at a time.
 */
public final class TokenFile implements Callers {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
    private static final int RANDOM_BYTES = 32;
    /** Makes one that was committed by mistake easy to find. */
    private static final String PREFIX = "trikk_";

    private static final String HEADER =
            "# Who may use Trikk's API. Made by: trikk token. NAME ROLES SHA-256 CREATED EXPIRES\n";

    private final Path file;
    private final Clock clock;
    private volatile Read read = new Read(FileTime.fromMillis(0), -1, Instant.MIN, List.of());

    private record Read(FileTime modified, long size, Instant looked, List<Token> tokens) {}

    /** @param file need not be there yet */
    public TokenFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public Optional<Caller> of(String token) {
        byte[] digest = Token.digestOf(token);
        Token found = null;
        for (Token one : current()) {
            // all of them, so that the time does not tell which one it was
            if (MessageDigest.isEqual(one.digestBytes(), digest)) {
                found = one;
            }
        }
        Instant now = clock.instant();
        return Optional.ofNullable(found).filter(one -> one.isValidAt(now)).map(Token::caller);
    }

    /**
     * All tokens of the file.
     *
     * @throws IllegalArgumentException when it has a broken line
     */
    public List<Token> all() {
        return parse(lines());
    }

    /**
     * Makes a token and notes its digest.
     *
     * @return the token, which nobody can read anywhere afterwards
     * @throws IllegalArgumentException when there is one of that name
     */
    public String create(String name, List<Grant> grants, Optional<Instant> expires) {
        List<Token> tokens = new ArrayList<>(all());
        if (tokens.stream().anyMatch(token -> token.name().equals(name))) {
            throw new IllegalArgumentException(
                    "There is a token of " + name + " already; trikk token revoke " + name + " ends it.");
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        String digest = HexFormat.of().formatHex(Token.digestOf(token));
        tokens.add(new Token(
                name, grants, digest, Instant.ofEpochSecond(clock.instant().getEpochSecond()), expires));
        write(tokens);
        return token;
    }

    /**
     * Ends a token.
     *
     * @return whether there was one of that name
     */
    public boolean revoke(String name) {
        List<Token> tokens = new ArrayList<>(all());
        boolean was = tokens.removeIf(token -> token.name().equals(name));
        if (was) {
            write(tokens);
        }
        return was;
    }

    private List<Token> current() {
        Read known = read;
        Instant now = clock.instant();
        if (now.isBefore(known.looked().plusSeconds(1)) && !now.isBefore(known.looked())) {
            return known.tokens();
        }
        try {
            FileTime modified = Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
            long size = Files.exists(file) ? Files.size(file) : 0;
            boolean same = modified.equals(known.modified()) && size == known.size();
            read = new Read(modified, size, now, same ? known.tokens() : all());
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            LOG.warn("the tokens in {} are not taken over: {}", file, e.getMessage());
            read = new Read(known.modified(), known.size(), now, known.tokens());
        }
        return read.tokens();
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Token> parse(List<String> lines) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
                try {
                    tokens.add(Token.parse(lines.get(i)));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return tokens;
    }

    /** Whoever changes it, often root, must not take it from the daemon. */
    private void leaveToOwner(Path fresh) throws IOException {
        UserPrincipal owner =
                Files.getOwner(Files.exists(file) ? file : file.toAbsolutePath().getParent());
        if (!owner.equals(Files.getOwner(fresh))) {
            Files.setOwner(fresh, owner);
        }
    }

    private void write(List<Token> tokens) {
        StringBuilder text = new StringBuilder(HEADER);
        tokens.forEach(token -> text.append(token.line()).append('\n'));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            leaveToOwner(fresh);
            Files.write(fresh, text.toString().getBytes(StandardCharsets.UTF_8), StandardOpenOption.SYNC);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the tokens cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }
}
