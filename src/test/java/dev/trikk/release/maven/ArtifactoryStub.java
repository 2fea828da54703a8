package dev.trikk.release.maven;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Artifactory as its REST reference describes it: digests in headers, none in side files, errors in JSON. It refuses what lacks
 * its API key or token, what it has no method for, and a search without group and name.
 */
final class ArtifactoryStub implements AutoCloseable {
    private static final String ROOT = "/artifactory/releases/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path folder;
    private final String secret;
    private volatile boolean hasLists = true;

    ArtifactoryStub(Path folder, String secret) {
        this.folder = folder;
        this.secret = secret;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/artifactory/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/artifactory/releases");
    }

    /** From now on no list of versions is there. */
    void loseLists() {
        hasLists = false;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!isKnown(exchange)) {
                error(exchange, 401, "Authentication is required");
            } else if (!exchange.getRequestMethod().matches("GET|HEAD")) {
                error(exchange, 405, "Method Not Allowed");
            } else if (path.equals("/artifactory/api/search/versions")) {
                search(exchange, query(exchange));
            } else if (path.startsWith(ROOT)) {
                file(exchange, path.substring(ROOT.length()));
            } else {
                error(exchange, 404, "Not Found");
            }
        }
    }

    private boolean isKnown(HttpExchange exchange) {
        return secret.equals(exchange.getRequestHeaders().getFirst("X-JFrog-Art-Api"))
                || ("Bearer " + secret).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        Path file = folder.resolve(path);
        boolean isLost = !hasLists && path.endsWith("maven-metadata.xml");
        if (!Files.isRegularFile(file) || isLost || path.matches(".*\\.(sha1|sha256|md5)")) {
            error(exchange, 404, "File not found.");
            return;
        }
        byte[] content = Files.readAllBytes(file);
        RepositoryServer.reply(
                exchange,
                200,
                content,
                "X-Checksum-Md5",
                DeployedByMaven.digest(content, "MD5"),
                "X-Checksum-Sha1",
                DeployedByMaven.digest(content, "SHA-1"),
                "X-Checksum-Sha256",
                DeployedByMaven.digest(content, "SHA-256"));
    }

    private void search(HttpExchange exchange, Map<String, String> query) throws IOException {
        if (!query.containsKey("g") || !query.containsKey("a") || !"releases".equals(query.get("repos"))) {
            error(exchange, 400, "Missing parameters");
            return;
        }
        Path artifact = folder.resolve(query.get("g").replace('.', '/')).resolve(query.get("a"));
        if (!Files.isDirectory(artifact)) {
            error(exchange, 404, "Unable to find artifact versions");
            return;
        }
        try (Stream<Path> versions = Files.list(artifact)) {
            String results = versions.filter(Files::isDirectory)
                    .map(version -> "{ \"version\" : \"" + version.getFileName() + "\", \"integration\" : "
                            + version.endsWith("SNAPSHOT") + " }")
                    .collect(Collectors.joining(", "));
            json(exchange, 200, "{ \"results\" : [ " + results + " ] }");
        }
    }

    static Map<String, String> query(HttpExchange exchange) {
        return Stream.of(exchange.getRequestURI().getQuery().split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }

    private static void error(HttpExchange exchange, int status, String message) throws IOException {
        json(
                exchange,
                status,
                "{\n  \"errors\" : [ {\n    \"status\" : " + status + ",\n    \"message\" : \"" + message
                        + "\"\n  } ]\n}");
    }

    static void json(HttpExchange exchange, int status, String json) throws IOException {
        RepositoryServer.reply(
                exchange, status, json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
