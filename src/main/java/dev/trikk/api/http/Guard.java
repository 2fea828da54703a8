package dev.trikk.api.http;

import dev.trikk.api.Caller;
import dev.trikk.api.Callers;
import dev.trikk.api.Refused;
import dev.trikk.api.Role;
import dev.trikk.ledger.Audit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before every operation: strict headers, not too often, only who may; and notes who has changed something. */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger("trikk.audit");
    private static final String CALLER = "trikk.caller";
    private static final String BEARER = "bearer ";
    /** What web servers note of a caller that did not wait for the answer. */
    private static final int GONE_AWAY = 499;

    private final Callers callers;
    private final Rates rates;
    private final Audit audit;

    Guard(Callers callers, Rates rates, Audit audit) {
        this.callers = callers;
        this.rates = rates;
        this.audit = audit;
    }

    /** Who asks, after {@link #admit}; nobody where everybody may ask, or shows in another way who he is. */
    static Optional<Caller> caller(RoutingContext context) {
        return Optional.ofNullable(context.get(CALLER));
    }

    /** Headers of every answer: nothing of it is kept, shown in a frame, or taken for something else. */
    static void strictHeaders(RoutingContext context) {
        context.response()
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer");
        if (context.request().isSSL()) {
            context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /**
     * Lets a request in.
     *
     * @throws Refused when it may not be done, or not now
     */
    void admit(RoutingContext context, Operation operation) {
        String address = context.request().remoteAddress() == null
                ? "unknown"
                : context.request().remoteAddress().host();
        if (operation.isOpen()) {
            rates.take("address " + address);
            return;
        }
        Optional<String> token = token(context);
        if (token.isEmpty() && operation.knowsOtherWays()) {
            rates.take("address " + address);
            return;
        }
        Caller caller;
        try {
            caller = token.flatMap(callers::of).orElseThrow(() -> unknown(token.isPresent()));
        } catch (Refused unknown) {
            rates.take("stranger " + address);
            throw unknown;
        }
        context.put(CALLER, caller);
        if (!operation.isReading()) {
            context.addEndHandler(done -> note(context, operation, caller));
        }
        rates.take("caller " + caller.name());
        Role needed = operation.role().orElseThrow();
        if (!caller.may(needed)) {
            caller.require(needed, Optional.empty());
        }
    }

    /** Whether whoever was let in would be let in once more: a long answer ends when a token is revoked. */
    boolean stillKnows(RoutingContext context) {
        return token(context).flatMap(callers::of).isPresent();
    }

    private static Refused unknown(boolean brought) {
        return new Refused(
                401,
                brought
                        ? "This token is not known, or has expired; trikk token list and trikk.http.tokens name those that are."
                        : "Who is it? Send the header Authorization: Bearer TOKEN.");
    }

    private static Optional<String> token(RoutingContext context) {
        List<String> sent = context.request().headers().getAll("Authorization");
        if (sent.size() > 1) {
            throw new Refused(400, "There are " + sent.size() + " headers Authorization; send one.");
        }
        return sent.stream()
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip())
                .findFirst();
    }

    private void note(RoutingContext context, Operation operation, Caller caller) {
        // who has gone away before the answer was not told any status
        int status = context.response().headWritten() ? context.response().getStatusCode() : GONE_AWAY;
        String target = context.request().path();
        LOG.info("{} {} {}: {}", caller.name(), operation.id(), target, status);
        context.vertx()
                .executeBlocking(
                        () -> {
                            audit.note(caller.name(), operation.id(), target, status);
                            return target;
                        },
                        false)
                .onFailure(failure -> LOG.warn("not in the audit: {}", failure.getMessage()));
    }
}
