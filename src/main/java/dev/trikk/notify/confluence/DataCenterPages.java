package dev.trikk.notify.confluence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.http.Call;
import dev.trikk.http.HttpRefused;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Pages over the API of Confluence Data Center. */
final class DataCenterPages implements Pages {
    private static final int NOT_FOUND = 404;

    private final ConfluenceRest rest;
    private final ConfluenceSettings settings;

    DataCenterPages(ConfluenceRest rest, ConfluenceSettings settings) {
        this.rest = rest;
        this.settings = settings;
    }

    @Override
    public Optional<Page> find(String title) {
        JsonNode found = rest.get("rest/api/content?type=page&spaceKey=%s&title=%s&expand=version,body.storage"
                .formatted(Call.encoded(settings.space()), Call.encoded(title)));
        return StreamSupport.stream(found.required("results").spliterator(), false)
                .filter(page -> page.path("title").asText().equalsIgnoreCase(title))
                .findFirst()
                .map(page -> new Page(
                        page.required("id").asText(),
                        page.required("title").asText(),
                        page.required("version").required("number").asInt(),
                        page.required("body")
                                .required("storage")
                                .required("value")
                                .textValue()));
    }

    @Override
    public void create(String title, String body) {
        ObjectNode page = page(title, body);
        page.putObject("space").put("key", settings.space());
        settings.parent()
                .ifPresent(parent -> page.putArray("ancestors").addObject().put("id", parent));
        rest.send("POST", "rest/api/content", page);
    }

    @Override
    public void update(Page page, String why) {
        ObjectNode change = page(page.title(), page.body()).put("id", page.id());
        // minor: nobody who watches the page gets a mail
        change.putObject("version")
                .put("number", page.version() + 1)
                .put("minorEdit", true)
                .put("message", why);
        rest.send("PUT", "rest/api/content/" + page.id(), change);
    }

    private static ObjectNode page(String title, String body) {
        ObjectNode page =
                JsonNodeFactory.instance.objectNode().put("type", "page").put("title", title);
        page.putObject("body").putObject("storage").put("value", body).put("representation", "storage");
        return page;
    }

    @Override
    public boolean isThere() {
        try {
            rest.get("rest/api/space/" + Call.segment(settings.space()));
            return true;
        } catch (HttpRefused refusal) {
            if (refusal.status() == NOT_FOUND) {
                return false;
            }
            throw refusal;
        }
    }
}
