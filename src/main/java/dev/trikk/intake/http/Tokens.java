package dev.trikk.intake.http;

import dev.trikk.api.Caller;
import dev.trikk.api.Callers;
import dev.trikk.api.Refused;
import dev.trikk.api.Role;
import java.util.Locale;
import java.util.Optional;

/** Who a bearer token lets in. */
final class Tokens {
    private static final String BEARER = "bearer ";

    private final Callers callers;

    Tokens(Callers callers) {
        this.callers = callers;
    }

    /** Whether the request brings a token at all. */
    static boolean isBrought(Headers headers) {
        return brought(headers).isPresent();
    }

    /**
     * Lets a request in.
     *
     * @throws Refused when it brings no token, none that is known, or one that allows nothing of that kind anywhere
     */
    Caller check(Headers headers, Role needed) {
        Caller caller = brought(headers)
                .map(
                        token -> callers.of(token)
                                .orElseThrow(
                                        () -> new Refused(
                                                401,
                                                "This token is not known, or has expired; trikk token list and trikk.http.tokens name those that are.")))
                .orElseThrow(() -> new Refused(401, "Who is it? Send the header Authorization: Bearer TOKEN."));
        if (!caller.may(needed)) {
            caller.require(needed, Optional.empty());
        }
        return caller;
    }

    private static Optional<String> brought(Headers headers) {
        return headers.first("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
