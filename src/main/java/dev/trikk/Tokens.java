package dev.trikk;

import dev.trikk.api.Caller;
import dev.trikk.api.Callers;
import dev.trikk.api.Grant;
import dev.trikk.api.Role;
import dev.trikk.api.file.TokenDigests;
import dev.trikk.api.file.TokenFile;
import dev.trikk.config.Secret;
import dev.trikk.config.Settings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** All tokens of the API: those that the settings name, which are CI's, and those of the file. */
final class Tokens {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Caller CI = new Caller("ci", List.of(new Grant(Role.DEPLOYER, Optional.empty())));

    private Tokens() {}

    /**
     * Whom they stand for.
     *
     * @throws CannotStart when one of them is not as it should be
     */
    static Callers of(Settings settings, Clock clock) {
        TokenDigests ci = new TokenDigests(digests(settings), CI);
        TokenFile file = file(settings, clock);
        verify(file, settings);
        return token -> ci.of(token).or(() -> file.of(token));
    }

    static Path path(Settings settings) {
        return settings.optional("trikk.tokens").map(Path::of).orElseGet(() -> settings.path("trikk.data")
                .resolve("tokens"));
    }

    static TokenFile file(Settings settings, Clock clock) {
        return new TokenFile(path(settings), clock);
    }

    /** Whether there is one. */
    static boolean areThere(Settings settings) {
        return !digests(settings).isEmpty()
                || !verify(file(settings, Clock.systemUTC()), settings).isEmpty();
    }

    private static List<?> verify(TokenFile file, Settings settings) {
        try {
            return file.all();
        } catch (UncheckedIOException e) {
            throw new CannotStart(path(settings) + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(path(settings) + ", " + e.getMessage(), e);
        }
    }

    private static List<byte[]> digests(Settings settings) {
        List<byte[]> digests = new ArrayList<>();
        HttpIntake.longEnough(settings, "trikk.http.token")
                .map(Secret::reveal)
                .map(TokenDigests::digest)
                .ifPresent(digests::add);
        for (String hex : settings.list("trikk.http.tokens")) {
            if (!SHA256.matcher(hex).matches()) {
                // what was written instead may be a token
                throw new CannotStart(
                        "an entry of trikk.http.tokens is no SHA-256 in hex; echo -n TOKEN | sha256sum makes it");
            }
            digests.add(HexFormat.of().parseHex(hex));
        }
        return digests;
    }
}
