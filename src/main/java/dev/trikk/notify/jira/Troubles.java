package dev.trikk.notify.jira;

import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong with one issue does not keep the others from being told. A refused login ends it at once, and so do two outages in a
 * row, or one that asks to wait.
 */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
    private static final int REFUSED_LOGIN = 401;
    private static final int NOT_FOUND = 404;

    private final JiraRest rest;
    private final List<HttpRefused> refusals = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private Optional<HttpUnavailable> outage = Optional.empty();
    private int inARow;

    Troubles(JiraRest rest) {
        this.rest = rest;
    }

    void with(String what, Runnable work) {
        try {
            work.run();
            inARow = 0;
        } catch (HttpRefused refusal) {
            inARow = 0;
            refused(what, refusal);
        } catch (HttpUnavailable away) {
            inARow++;
            outage = outage.or(() -> Optional.of(away));
            if (inARow > 1 || away.after().isPresent()) {
                throw away;
            }
        }
    }

    private void refused(String what, HttpRefused refusal) {
        if (refusal.status() == REFUSED_LOGIN) {
            throw refusal;
        }
        if (refusal.status() == NOT_FOUND) {
            // strangers get the same answer
            rest.login();
            LOG.warn("{}: there is no {}, or its user may not see it; it is told nothing", rest.name(), what);
            return;
        }
        refusals.add(refusal);
        sentences.add(what + ": " + refusal.getMessage());
    }

    /** Throws what went wrong, outages first: the next attempt meets the refusals again. */
    void end() {
        outage.ifPresent(away -> {
            throw away;
        });
        if (!refusals.isEmpty()) {
            throw new HttpRefused(refusals.get(0).status(), String.join("; ", sentences));
        }
    }
}
