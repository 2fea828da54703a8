package dev.trikk.notify.confluence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.http.Call;
import dev.trikk.http.HttpRefused;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Pages over the second API of Confluence Cloud, which knows spaces by number. */
final class CloudPages implements Pages {
    private static final int NOT_FOUND = 404;

    private final ConfluenceRest rest;
    private final ConfluenceSettings settings;

    CloudPages(ConfluenceRest rest, ConfluenceSettings settings) {
        this.rest = rest;
        this.settings = settings;
    }

    @Override
    public Optional<Page> find(String title) {
        JsonNode found = rest.get("api/v2/pages?space-id=%s&title=%s&status=current&body-format=storage"
                .formatted(Call.encoded(spaceId()), Call.encoded(title)));
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
        ObjectNode page = page(title, body).put("spaceId", spaceId());
        settings.parent().ifPresent(parent -> page.put("parentId", parent));
        rest.send("POST", "api/v2/pages", page);
    }

    @Override
    public void update(Page page, String why) {
        ObjectNode change = page(page.title(), page.body()).put("id", page.id());
        change.putObject("version").put("number", page.version() + 1).put("message", why);
        rest.send("PUT", "api/v2/pages/" + page.id(), change);
    }

    private static ObjectNode page(String title, String body) {
        ObjectNode page =
                JsonNodeFactory.instance.objectNode().put("status", "current").put("title", title);
        page.putObject("body").put("representation", "storage").put("value", body);
        return page;
    }

    @Override
    public boolean isThere() {
        return space().isPresent();
    }

    private String spaceId() {
        return space().orElseThrow(() -> new HttpRefused(
                NOT_FOUND, "%s has no space %s, or its user may not see it".formatted(rest.name(), settings.space())));
    }

    private Optional<String> space() {
        JsonNode spaces =
                rest.get("api/v2/spaces?keys=" + Call.encoded(settings.space())).path("results");
        return Optional.ofNullable(spaces.path(0).path("id").asText(null));
    }
}
