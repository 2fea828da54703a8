package dev.trikk.rotation.f5;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trikk.http.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A BIG-IP in small: the pool {@code /Common/city} and its traffic. It refuses whatever iControl REST does not know, and reads
 * back other words than it is told.
 */
final class BigIp implements AutoCloseable {
    static final String PASSWORD = "planted-secret";
    private static final String VERSION = "16.1.0";
    private static final String POOL = "/mgmt/tm/ltm/pool/~Common~city/members";
    private static final int MOST_TOKENS = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private record Answer(int status, JsonNode body) {}

    final Set<String> tokens = new ConcurrentSkipListSet<>();
    final AtomicInteger logins = new AtomicInteger();
    private final Map<String, VirtualMember> members = new TreeMap<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HttpServer management;
    private final VirtualServer traffic;

    BigIp(Map<String, URI> nodes) throws IOException {
        nodes.forEach((node, uri) -> members.put(node + ":" + uri.getPort(), new VirtualMember(uri)));
        traffic = new VirtualServer(List.copyOf(members.values()));
        management = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        management.setExecutor(executor);
        management.createContext("/", this::handle);
        management.start();
    }

    URI front() {
        return traffic.uri();
    }

    URI management() {
        return URI.create("http://127.0.0.1:" + management.getAddress().getPort());
    }

    static Login basic() {
        return Login.basic("trikk", PASSWORD);
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            Answer answer = answer(call, call.getRequestBody().readAllBytes());
            byte[] body = JSON.writeValueAsBytes(answer.body());
            call.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            call.sendResponseHeaders(answer.status(), body.length);
            call.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange call, byte[] body) throws IOException {
        String path = call.getRequestURI().getRawPath();
        boolean sends = body.length > 0;
        if (sends && !header(call, "Content-Type").startsWith("application/json")) {
            return error(400, "Found invalid content-type. The content-type must be application/json");
        }
        if (path.equals("/mgmt/shared/authn/login")) {
            return call.getRequestMethod().equals("POST")
                    ? login(JSON.readTree(body))
                    : error(405, "Method not allowed");
        }
        if (!mayCall(call)) {
            return error(401, "Authorization failed: no user authentication header or token detected.");
        }
        Optional<String> query = Optional.ofNullable(call.getRequestURI().getRawQuery());
        if (query.isPresent()
                && !query.get().equals("ver=" + VERSION)
                && !query.get().equals("ver=13.1.0")) {
            return error(400, "Query parameter " + query.get() + " is invalid.");
        }
        return switch (call.getRequestMethod()) {
            case "GET" -> sends ? error(400, "GET with a body") : read(path);
            case "PATCH" -> change(path, JSON.readTree(body));
            default -> error(405, "Method not allowed");
        };
    }

    private boolean mayCall(HttpExchange call) {
        String token = header(call, "X-F5-Auth-Token");
        String basic = header(call, "Authorization");
        // nobody says which of both would count
        return token.isEmpty() ? basic.equals(basic().value()) : basic.isEmpty() && tokens.contains(token);
    }

    private static String header(HttpExchange call, String name) {
        return Optional.ofNullable(call.getRequestHeaders().getFirst(name)).orElse("");
    }

    private Answer login(JsonNode body) {
        logins.incrementAndGet();
        if (!names(body).equals(Set.of("username", "password", "loginProviderName"))) {
            return error(400, "login needs username, password and loginProviderName");
        }
        boolean known = body.path("username").asText().equals("trikk")
                && body.path("password").asText().equals(PASSWORD)
                && body.path("loginProviderName").asText().equals("tmos");
        if (!known) {
            return error(401, "Authentication failed.");
        }
        if (tokens.size() >= MOST_TOKENS) {
            return error(400, "user trikk has reached maximum active login tokens");
        }
        String token = "TOKEN" + logins.get();
        tokens.add(token);
        ObjectNode reply = JSON.createObjectNode().put("username", "trikk");
        reply.putObject("token").put("token", token).put("timeout", 1200);
        return new Answer(200, reply);
    }

    private Answer read(String path) {
        if (path.equals(POOL)) {
            ObjectNode all = JSON.createObjectNode().put("kind", "tm:ltm:pool:members:memberscollectionstate");
            all.put("selfLink", link(POOL));
            members.keySet().forEach(name -> all.withArray("items").add(shown(name)));
            return new Answer(200, all);
        }
        boolean statistics = path.endsWith("/stats");
        Optional<String> name = name(statistics ? path.substring(0, path.length() - "/stats".length()) : path);
        return name.map(found -> new Answer(200, statistics ? statistics(found) : shown(found)))
                .orElseGet(BigIp::notFound);
    }

    private Answer change(String path, JsonNode body) {
        Optional<String> name = name(path);
        if (name.isEmpty()) {
            return notFound();
        }
        boolean valid = Set.of("session", "state").containsAll(names(body))
                && Set.of("user-enabled", "user-disabled", "")
                        .contains(body.path("session").asText())
                && Set.of("user-up", "user-down", "")
                        .contains(body.path("state").asText());
        if (!valid) {
            return error(400, "one or more properties must be specified, with a valid value");
        }
        VirtualMember member = members.get(name.get());
        member.told(body.path("session").asText(), body.path("state").asText());
        return new Answer(200, shown(name.get()));
    }

    private Optional<String> name(String path) {
        return members.keySet().stream()
                .filter(name -> path.equals(POOL + "/~Common~" + name))
                .findFirst();
    }

    private ObjectNode shown(String name) {
        VirtualMember member = members.get(name);
        return JSON.createObjectNode()
                .put("kind", "tm:ltm:pool:members:membersstate")
                .put("name", name)
                .put("partition", "Common")
                .put("fullPath", "/Common/" + name)
                .put("selfLink", link(POOL + "/~Common~" + name))
                .put("session", member.session())
                .put("state", member.state());
    }

    private ObjectNode statistics(String name) {
        ObjectNode reply = JSON.createObjectNode().put("kind", "tm:ltm:pool:members:membersstats");
        ObjectNode entries = reply.putObject("entries")
                .putObject("https://localhost" + POOL + "/~Common~" + name + "/~Common~" + name + "/stats")
                .putObject("nestedStats")
                .putObject("entries");
        entries.putObject("serverside.curConns").put("value", members.get(name).connections());
        entries.putObject("status.enabledState").put("description", "enabled");
        return reply;
    }

    private static String link(String path) {
        return "https://localhost" + path + "?ver=" + VERSION;
    }

    private static Set<String> names(JsonNode body) {
        Set<String> names = new TreeSet<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Answer notFound() {
        return error(404, "01020036:3: The requested Pool Member was not found.");
    }

    private static Answer error(int status, String message) {
        ObjectNode body = JSON.createObjectNode().put("code", status).put("message", message);
        body.putArray("errorStack");
        return new Answer(status, body.put("apiError", 3));
    }

    @Override
    public void close() {
        management.stop(0);
        traffic.close();
        executor.shutdownNow();
    }
}
