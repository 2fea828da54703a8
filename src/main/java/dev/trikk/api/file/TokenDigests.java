package dev.trikk.api.file;

import dev.trikk.api.Caller;
import dev.trikk.api.Callers;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Tokens that the settings name, by their SHA-256: all of them stand for the same caller. */
public final class TokenDigests implements Callers {
    private final List<byte[]> digests;
    private final Caller caller;

    /** @param digests SHA-256 of every token */
    public TokenDigests(List<byte[]> digests, Caller caller) {
        this.digests = List.copyOf(digests);
        this.caller = caller;
    }

    /** The SHA-256 of a token. */
    public static byte[] digest(String token) {
        return Token.digestOf(token);
    }

    @Override
    public Optional<Caller> of(String token) {
        byte[] digest = Token.digestOf(token);
        boolean known = false;
        for (byte[] one : digests) {
            // all of them, so that the time does not tell which one it was
            known |= MessageDigest.isEqual(one, digest);
        }
        return known ? Optional.of(caller) : Optional.empty();
    }
}
