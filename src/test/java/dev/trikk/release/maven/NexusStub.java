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
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nexus 3 as its source describes it: Basic only, no digests in headers, a search in pages, of which some may be empty. It
 * refuses what lacks the login, a search for a repository that it does not have, a parameter that it does not know, and a token that
 * it has not given out. A search without {@code maven.classifier} finds files of all classifiers.
 */
final class NexusStub implements AutoCloseable {
    private static final String ROOT = "/repository/releases/";
    private static final Set<String> PARAMETERS = Set.of(
            "repository",
            "maven.groupId",
            "maven.artifactId",
            "maven.extension",
            "maven.classifier",
            "maven.baseVersion",
            "version",
            "sort",
            "continuationToken");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path folder;
    private final String login;
    private final Set<String> tokens =
            Set.of("page0", "page1", "page2", "page3", "page4", "page5", "page6", "page7", "page8");
    private final ConcurrentLinkedQueue<String> searches = new ConcurrentLinkedQueue<>();
    private volatile boolean hasLists = true;
    private volatile boolean isIndexed = true;
    private volatile boolean isCircling;

    NexusStub(Path folder, String user, String password) {
        this.folder = folder;
        this.login =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/repository/releases");
    }

    /** Queries of the searches so far. */
    List<String> searches() {
        return List.copyOf(searches);
    }

    /** From now on no list of versions is there. */
    void loseLists() {
        hasLists = false;
    }

    /** From now on the search finds nothing. */
    void loseIndex() {
        isIndexed = false;
    }

    /** From now on every page of a search names a next one. */
    void circle() {
        isCircling = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                RepositoryServer.reply(exchange, 401, new byte[0], "WWW-Authenticate", "BASIC realm=\"Sonatype\"");
            } else if (path.equals("/service/rest/v1/search/assets")) {
                searches.add(exchange.getRequestURI().getQuery());
                search(exchange, ArtifactoryStub.query(exchange));
            } else if (path.startsWith(ROOT)) {
                file(exchange, path.substring(ROOT.length()));
            } else {
                RepositoryServer.reply(exchange, 404, new byte[0]);
            }
        }
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        Path file = folder.resolve(path);
        boolean isLost = !hasLists && path.endsWith("maven-metadata.xml");
        if (!Files.isRegularFile(file) || isLost || path.matches(".*\\.(sha256|md5)")) {
            byte[] page = "<!DOCTYPE html><html><title>404 - Nexus</title>".getBytes(StandardCharsets.UTF_8);
            RepositoryServer.reply(exchange, 404, page, "Content-Type", "text/html");
            return;
        }
        RepositoryServer.reply(exchange, 200, Files.readAllBytes(file));
    }

    private void search(HttpExchange exchange, Map<String, String> query) throws IOException {
        String token = query.getOrDefault("continuationToken", "page0");
        if (!PARAMETERS.containsAll(query.keySet()) || !query.containsKey("repository")) {
            RepositoryServer.reply(exchange, 400, new byte[0]);
        } else if (!tokens.contains(token)) {
            RepositoryServer.reply(exchange, 406, new byte[0]);
        } else {
            List<Path> found = found(query);
            // the first page is empty, each further one has one asset
            int page = Integer.parseInt(token.substring("page".length()));
            String items = page == 0 || page > found.size() ? "" : item(found.get(page - 1));
            String next = page < found.size() ? "\"page" + (page + 1) + "\"" : isCircling ? "\"page1\"" : "null";
            ArtifactoryStub.json(exchange, 200, "{\"items\":[" + items + "],\"continuationToken\":" + next + "}");
        }
    }

    private List<Path> found(Map<String, String> query) throws IOException {
        Path artifact =
                folder.resolve(query.get("maven.groupId").replace('.', '/')).resolve(query.get("maven.artifactId"));
        if (!isIndexed || !query.get("repository").equals("releases") || !Files.isDirectory(artifact)) {
            return List.of();
        }
        String classifier = query.get("maven.classifier");
        String end = "." + query.get("maven.extension");
        try (Stream<Path> files = Files.walk(artifact)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .filter(file -> classifier == null
                            || classifier.isEmpty() != file.toString().endsWith("-standalone" + end))
                    .filter(file -> matches(file, query))
                    .sorted(Comparator.comparing(Path::toString))
                    .collect(Collectors.toList());
        }
    }

    private static boolean matches(Path file, Map<String, String> query) {
        String base = file.getParent().getFileName().toString();
        String version = file.getFileName().toString().replaceFirst("booking-(.*?)(-standalone)?\\.zip", "$1");
        return base.equals(query.getOrDefault("maven.baseVersion", base))
                && version.equals(query.getOrDefault("version", version));
    }

    private String item(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        return """
                {"downloadUrl":"http://elsewhere.invalid/%1$s","path":"/%1$s","id":"bWF2ZW4","repository":"releases",
                "format":"maven2","checksum":{"sha1":"%2$s","sha256":"%3$s"},"fileSize":7,"maven2":{"extension":"zip"}}"""
                .formatted(
                        folder.relativize(file),
                        DeployedByMaven.digest(content, "SHA-1"),
                        DeployedByMaven.digest(content, "SHA-256"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
