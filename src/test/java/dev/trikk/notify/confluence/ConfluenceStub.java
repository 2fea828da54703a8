package dev.trikk.notify.confluence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.notify.RestStub;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.xml.sax.InputSource;

/** A Confluence with what Trikk uses of it, Data Center's API or the Cloud's, and an editor's habit to lay out what it is given. */
final class ConfluenceStub extends RestStub {
    static final class Page {
        final String id;
        final String title;
        String body;
        int version = 1;

        Page(String id, String title, String body) {
            this.id = id;
            this.title = title;
            this.body = body;
        }
    }

    final Map<String, Page> pages = new LinkedHashMap<>();
    /** What others do, each just before an update of ours. */
    final Deque<Runnable> others = new ArrayDeque<>();

    int conflict = 409;
    private final boolean isCloud;
    private final String login;

    ConfluenceStub(boolean isCloud, String login) {
        this.isCloud = isCloud;
        this.login = login;
    }

    Page page(String title, String body) {
        Page page = new Page(String.valueOf(1000 + pages.size()), title, body);
        pages.put(page.id, page);
        return page;
    }

    Optional<Page> titled(String title) {
        return pages.values().stream()
                .filter(page -> page.title.equalsIgnoreCase(title))
                .findFirst();
    }

    @Override
    protected Answer answer(Request request) {
        boolean isStranger = !login.equals(request.headers().getFirst("Authorization"));
        String call = request.method() + " " + request.path();
        if (call.equals("GET /wiki/rest/api/user/current")) {
            return user(isStranger);
        }
        if (isStranger) {
            return refused(404, "No space or no permission");
        }
        return isCloud ? cloud(call, request) : dataCenter(call, request);
    }

    private static Answer user(boolean isStranger) {
        return Answer.of(
                200,
                isStranger
                        ? JSON.createObjectNode().put("type", "anonymous")
                        : JSON.createObjectNode().put("type", "known").put("displayName", "Trikk på blåbærtur"));
    }

    private Answer dataCenter(String call, Request request) {
        if (call.equals("GET /wiki/rest/api/space/OPS")) {
            return Answer.of(200, JSON.createObjectNode().put("key", "OPS"));
        }
        if (call.equals("GET /wiki/rest/api/content")) {
            boolean isHere = "OPS".equals(request.query().get("spaceKey"));
            return found(isHere ? request.query().get("title") : "");
        }
        JsonNode body = request.body();
        JsonNode storage = body.path("body").path("storage");
        boolean isPage = body.path("type").asText().equals("page")
                && storage.path("representation").asText().equals("storage")
                && !body.path("title").asText().isEmpty();
        if (call.equals("POST /wiki/rest/api/content")) {
            boolean isGood = isPage && body.path("space").path("key").asText().equals("OPS");
            return isGood ? created(body, storage) : refused(400, "page");
        }
        if (call.startsWith("PUT /wiki/rest/api/content/")) {
            return isPage ? updated(request.path(), body, storage) : refused(400, "page");
        }
        return refused(404, "null for uri: " + request.path());
    }

    private Answer cloud(String call, Request request) {
        if (call.equals("GET /wiki/api/v2/spaces")) {
            ObjectNode json = JSON.createObjectNode();
            ArrayNode spaces = json.putArray("results");
            if ("OPS".equals(request.query().get("keys"))) {
                spaces.addObject().put("id", "98305").put("key", "OPS");
            }
            return Answer.of(200, json);
        }
        if (call.equals("GET /wiki/api/v2/pages")) {
            boolean isHere = "98305".equals(request.query().get("space-id"))
                    && "storage".equals(request.query().get("body-format"));
            return found(isHere ? request.query().get("title") : "");
        }
        JsonNode body = request.body();
        boolean isPage = body.path("status").asText().equals("current")
                && body.path("body").path("representation").asText().equals("storage")
                && !body.path("title").asText().isEmpty();
        if (call.equals("POST /wiki/api/v2/pages")) {
            boolean isGood = isPage && body.path("spaceId").asText().equals("98305");
            return isGood ? created(body, body.path("body")) : refused(400, "page");
        }
        if (call.startsWith("PUT /wiki/api/v2/pages/")) {
            boolean isGood =
                    isPage && request.path().endsWith("/" + body.path("id").asText());
            return isGood ? updated(request.path(), body, body.path("body")) : refused(400, "page");
        }
        return refused(404, "no such resource");
    }

    private Answer found(String title) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode results = json.putArray("results");
        titled(title).ifPresent(page -> results.add(json(page)));
        return Answer.of(200, json);
    }

    private static ObjectNode json(Page page) {
        ObjectNode json = JSON.createObjectNode().put("id", page.id).put("title", page.title);
        json.putObject("version").put("number", page.version);
        json.putObject("body").putObject("storage").put("value", page.body).put("representation", "storage");
        return json;
    }

    private Answer created(JsonNode body, JsonNode storage) {
        String title = body.path("title").asText();
        if (titled(title).isPresent()) {
            return refused(400, "A page with this title already exists");
        }
        if (!isWellFormed(storage.path("value").asText())) {
            return refused(400, "Error parsing xhtml");
        }
        return Answer.of(200, json(page(title, laidOut(storage.path("value").asText()))));
    }

    private Answer updated(String path, JsonNode body, JsonNode storage) {
        if (!others.isEmpty()) {
            others.pop().run();
        }
        Page page = pages.get(path.substring(path.lastIndexOf('/') + 1));
        if (page == null) {
            return refused(404, "No content found");
        }
        if (!body.path("version").path("number").isInt()
                || body.path("version").path("number").asInt() != page.version + 1) {
            return refused(conflict, "Version must be incremented on update. Current version is: " + page.version);
        }
        if (!isWellFormed(storage.path("value").asText())) {
            return refused(400, "Error parsing xhtml");
        }
        page.version++;
        page.body = laidOut(storage.path("value").asText());
        return Answer.of(200, json(page));
    }

    private static String laidOut(String body) {
        return body.replace("ac:schema-version=\"1\">", "ac:schema-version=\"1\" ac:macro-id=\"7c0e\">")
                .replace("<table>", "<table class=\"wrapped\"><colgroup><col /></colgroup>")
                .replace("&quot;", "\"")
                .replace("&#39;", "'");
    }

    static boolean isWellFormed(String body) {
        String whole = "<!DOCTYPE x [<!ENTITY nbsp \"&#160;\">]><x xmlns:ac=\"ac\" xmlns:ri=\"ri\">" + body + "</x>";
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.newDocumentBuilder().parse(new InputSource(new StringReader(whole)));
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private Answer refused(int status, String message) {
        ObjectNode json = JSON.createObjectNode();
        if (isCloud) {
            json.putArray("errors").addObject().put("status", status).put("title", message);
        } else {
            json.put("statusCode", status).put("message", message);
        }
        return Answer.of(status, json);
    }
}
