package dev.trikk.notify.confluence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.event.Event;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;
import dev.trikk.notify.Running;
import dev.trikk.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps a page for each environment, with a table of what runs there; whenever a deployment has ended, it is made as the ledger is
 * then. Only one {@link Section} of the page is written. Where a person has edited the page meanwhile, it is read again and the section
 * is put into what that person wrote. Confluence Data Center 7.9 and later, Confluence Cloud.
 */
public final class ConfluenceChannel implements Channel {
    /** After so many edits in a row by others, it is left for later. */
    private static final int TRIES = 3;

    private static final int LONGEST = 100;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final ConfluenceRest rest;
    private final Pages pages;
    private final ConfluenceSettings settings;
    private final Function<String, List<Running>> running;

    /**
     * Connects nothing yet.
     *
     * @param http with the login, to the root of Confluence, such as {@code https://example.org/confluence}; of Confluence Cloud with
     *     {@code /wiki} at its end
     * @param running what runs in the environment of that name, as the ledger knows it now
     */
    public ConfluenceChannel(Http http, ConfluenceSettings settings, Function<String, List<Running>> running) {
        this.rest = new ConfluenceRest(http);
        this.pages = settings.isCloud() ? new CloudPages(rest, settings) : new DataCenterPages(rest, settings);
        this.settings = settings;
        this.running = running;
    }

    @Override
    public void tell(Notice notice) {
        if (notice.event().type() == Event.Type.ENDED) {
            notice.deployment()
                    .ifPresent(
                            deployment -> tell(deployment.plan().environment().name(), deployment.id()));
        }
    }

    private void tell(String environment, String deployment) {
        String table = Table.of(running.apply(environment));
        Section section = new Section("trikk-" + environment);
        String title = settings.title(environment);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Page> page = pages.find(title);
            boolean isDone = page.map(found -> isUpdated(found, section, table, deployment))
                    .orElseGet(() -> isCreated(title, section, table));
            if (isDone) {
                return;
            }
        }
        throw new HttpUnavailable(
                rest.name(),
                rest.name() + ": others edit the page " + Quoted.of(title) + " all the time",
                Optional.empty(),
                null);
    }

    private boolean isUpdated(Page page, Section section, String table, String deployment) {
        if (section.says(page.body(), table)) {
            return true;
        }
        try {
            pages.update(page.with(section.in(page.body(), table)), "Trikk: " + deployment);
            return true;
        } catch (HttpRefused refusal) {
            if (refusal.status() == CONFLICT || wasChanged(page, refusal)) {
                return false;
            }
            throw refusal;
        }
    }

    /** Some versions say 400 to an edited page as to a bad one, and 404 to one that is gone as to one that may not be edited. */
    private boolean wasChanged(Page page, HttpRefused refusal) {
        return (refusal.status() == BAD_REQUEST || refusal.status() == NOT_FOUND)
                && pages.find(page.title())
                        .filter(now -> now.version() == page.version())
                        .isEmpty();
    }

    private boolean isCreated(String title, Section section, String table) {
        try {
            pages.create(title, section.in("", table));
            return true;
        } catch (HttpRefused refusal) {
            if (refusal.status() == BAD_REQUEST && pages.find(title).isPresent()) {
                return false;
            }
            throw new HttpRefused(
                    refusal.status(),
                    refusal.getMessage() + ". The page " + Quoted.of(title)
                            + " could not be made; one of that name in the archive or out of its user's sight is in the way, too");
        }
    }

    @Override
    public String check() {
        JsonNode me = rest.get("rest/api/user/current");
        if (me.path("type").asText().equals("anonymous")) {
            throw new HttpRefused(
                    401, rest.name() + " takes the login for a stranger's: check its user, password or token");
        }
        if (!pages.isThere()) {
            throw new HttpRefused(
                    NOT_FOUND,
                    "%s has no space %s, or its user may not see it".formatted(rest.name(), settings.space()));
        }
        return "logged in as " + Quoted.plain(me.path("displayName").asText(), LONGEST) + ", space " + settings.space()
                + " is there";
    }
}
