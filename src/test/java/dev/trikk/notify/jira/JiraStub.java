package dev.trikk.notify.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.notify.RestStub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JIRA with what Trikk uses of it, as its documentation describes it; it refuses what that forbids. */
final class JiraStub extends RestStub {
    record Move(String id, String name, String from, String to, boolean asks) {}

    static final class Issue {
        String status = "Open";
        final List<ObjectNode> comments = new ArrayList<>();
        final Map<String, JsonNode> links = new LinkedHashMap<>();
    }

    private static final Pattern TARGET = Pattern.compile("/jira/rest/api/([23])/(.*)");
    private static final Pattern ISSUE = Pattern.compile("issue/([A-Z]+-[0-9]+)(/[a-z]+)?");
    private static final Map<String, String> STATUS_IDS = Map.of("Open", "1", "In Progress", "3", "Done", "10001");

    final Map<String, Issue> issues = new LinkedHashMap<>();
    final Map<String, ObjectNode> versions = new LinkedHashMap<>();
    final List<Move> workflow = new ArrayList<>(List.of(
            new Move("11", "Done", "Open", "In Progress", false),
            new Move("21", "Finish with a reason", "Open", "Done", true),
            new Move("31", "Ship it", "Open", "Done", false)));
    private final boolean isCloud;
    private final String login;

    JiraStub(boolean isCloud, String login) {
        this.isCloud = isCloud;
        this.login = login;
        issues.put("SHOP-1", new Issue());
        issues.put("SHOP-23", new Issue());
        version("1.4.1", true);
        version("1.4.2", false);
    }

    void version(String name, boolean released) {
        versions.put(
                name,
                JSON.createObjectNode()
                        .put("id", String.valueOf(100 + versions.size()))
                        .put("name", name)
                        .put("released", released));
    }

    @Override
    protected Answer answer(Request request) {
        Matcher target = TARGET.matcher(request.path());
        // the cloud still knows the second version, but of that no texts are wanted
        boolean isKnown = target.matches()
                && (target.group(1).equals(isCloud ? "3" : "2")
                        || (isCloud && Set.of("myself", "serverInfo").contains(target.group(2))));
        if (!isKnown) {
            return new Answer(404, "<html>dead link</html>");
        }
        boolean isStranger = !login.equals(request.headers().getFirst("Authorization"));
        return switch (request.method() + " " + target.group(2)) {
            case "GET myself" -> isStranger ? new Answer(401, "") : myself();
            case "GET serverInfo" -> serverInfo();
            case "GET project/SHOP" -> Answer.of(200, JSON.createObjectNode().put("id", "10200"));
            case "GET project/SHOP/versions" ->
                Answer.of(200, JSON.createArrayNode().addAll(versions.values()));
            case "POST version" -> created(request.body());
            default ->
                target.group(2).startsWith("version/")
                        ? released(request, target.group(2).substring("version/".length()))
                        : issue(request, ISSUE.matcher(target.group(2)), isStranger);
        };
    }

    private Answer myself() {
        return Answer.of(200, JSON.createObjectNode().put("name", "trikk").put("displayName", "Trikk på blåbærtur"));
    }

    private Answer serverInfo() {
        return Answer.of(
                200,
                JSON.createObjectNode().put("version", "10.3.1").put("deploymentType", isCloud ? "Cloud" : "Server"));
    }

    private Answer issue(Request request, Matcher key, boolean isStranger) {
        if (!key.matches() || isStranger || !issues.containsKey(key.group(1))) {
            return refused(404, "Issue Does Not Exist");
        }
        Issue issue = issues.get(key.group(1));
        return switch (request.method() + key.group(2)) {
            case "GETnull" -> Answer.of(200, status(issue));
            case "GET/comment" -> comments(request, issue);
            case "POST/comment" -> comment(request.body(), issue);
            case "POST/remotelink" -> link(request.body(), issue);
            case "GET/transitions" -> transitions(issue);
            case "POST/transitions" -> transit(request.body(), issue);
            default -> new Answer(405, "");
        };
    }

    private static ObjectNode status(Issue issue) {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("fields").putObject("status").put("name", issue.status).put("id", STATUS_IDS.get(issue.status));
        return json;
    }

    /** The newest first; a server gives fewer than it is asked for if it likes. */
    private static Answer comments(Request request, Issue issue) {
        int start = Integer.parseInt(request.query().get("startAt"));
        int most = Math.min(20, Integer.parseInt(request.query().get("maxResults")));
        List<ObjectNode> newest = new ArrayList<>(issue.comments);
        Collections.reverse(newest);
        ObjectNode page = JSON.createObjectNode().put("startAt", start).put("total", newest.size());
        ArrayNode comments = page.putArray("comments");
        newest.stream().skip(start).limit(most).forEach(comments::add);
        return Answer.of(200, page);
    }

    private Answer comment(JsonNode body, Issue issue) {
        JsonNode text = body.path("body");
        boolean isGood = isCloud
                ? isDocument(text)
                : text.isTextual() && !text.textValue().isBlank();
        if (!isGood || body.size() != 1) {
            return refused(400, "Comment body is not valid!");
        }
        issue.comments.add(JSON.createObjectNode().set("body", text));
        return Answer.of(201, issue.comments.get(issue.comments.size() - 1));
    }

    private static boolean isDocument(JsonNode text) {
        boolean isGood = text.path("type").asText().equals("doc")
                && text.path("version").asInt() == 1
                && !text.path("content").isEmpty();
        for (JsonNode paragraph : text.path("content")) {
            JsonNode word = paragraph.path("content").path(0);
            isGood &= paragraph.path("type").asText().equals("paragraph")
                    && word.path("type").asText().equals("text")
                    && !word.path("text").asText().isEmpty();
        }
        return isGood;
    }

    private static Answer link(JsonNode link, Issue issue) {
        String title = link.path("object").path("title").asText();
        String globalId = link.path("globalId").asText();
        boolean isGood = !title.isEmpty()
                && title.length() <= 255
                && globalId.length() <= 255
                && link.path("object").path("url").asText().startsWith("http");
        if (!isGood) {
            return refused(400, "remote link");
        }
        return Answer.of(
                issue.links.put(globalId, link) == null ? 201 : 200,
                JSON.createObjectNode().put("id", 10000));
    }

    private Answer transitions(Issue issue) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode moves = json.putArray("transitions");
        workflow.stream().filter(move -> move.from().equals(issue.status)).forEach(move -> {
            ObjectNode one = moves.addObject().put("id", move.id()).put("name", move.name());
            one.putObject("to").put("name", move.to()).put("id", STATUS_IDS.get(move.to()));
            one.putObject("fields").putObject("resolution").put("required", move.asks());
        });
        return Answer.of(200, json);
    }

    private Answer transit(JsonNode body, Issue issue) {
        JsonNode id = body.path("transition").path("id");
        return workflow.stream()
                .filter(move -> id.isTextual() && move.id().equals(id.textValue()))
                .filter(move -> move.from().equals(issue.status) && !move.asks())
                .findFirst()
                .map(move -> {
                    issue.status = move.to();
                    return new Answer(204, "");
                })
                .orElse(refused(400, "It seems that you have tried to perform an illegal workflow operation."));
    }

    private Answer created(JsonNode version) {
        String name = version.path("name").asText();
        if (versions.containsKey(name)) {
            return Answer.of(
                    400,
                    JSON.createObjectNode()
                            .set("errors", JSON.createObjectNode().put("name", "exists already")));
        }
        boolean isGood = version.path("projectId").isIntegralNumber()
                && version.path("releaseDate").asText().matches("\\d{4}-\\d{2}-\\d{2}");
        if (!isGood) {
            return refused(400, "version");
        }
        version(name, version.path("released").asBoolean());
        versions.get(name).put("releaseDate", version.path("releaseDate").asText());
        return Answer.of(201, versions.get(name));
    }

    private Answer released(Request request, String id) {
        boolean isGood = request.method().equals("PUT")
                && Set.of("released", "releaseDate").containsAll(names(request.body()))
                && request.body().path("releaseDate").asText().matches("\\d{4}-\\d{2}-\\d{2}");
        if (!isGood) {
            return refused(400, "version");
        }
        return versions.values().stream()
                .filter(version -> version.path("id").asText().equals(id))
                .findFirst()
                .map(version -> Answer.of(200, version.setAll((ObjectNode) request.body())))
                .orElse(refused(404, "version"));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Answer refused(int status, String message) {
        ObjectNode json = JSON.createObjectNode();
        json.putArray("errorMessages").add(message);
        json.putObject("errors");
        return Answer.of(status, json);
    }
}
