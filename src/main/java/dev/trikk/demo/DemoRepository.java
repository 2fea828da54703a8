package dev.trikk.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An artifact repository: a folder in Maven layout, behind HTTP on a loopback port. */
public final class DemoRepository implements AutoCloseable {
    private static final String GROUP = "dev/trikk/demo";
    private static final String APP = "dev/trikk/demo/DemoApp.class";

    private final Path folder;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** Starts at once. */
    public DemoRepository(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::answer);
        server.setExecutor(executor);
        server.start();
    }

    /** Where it answers. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Publishes a release whose application says {@code ok} or something else of its health. */
    public void publish(String application, String version, String health) throws IOException {
        Path zip = folder.resolve(
                "%s/%s/%s/%s-%s-standalone.zip".formatted(GROUP, application, version, application, version));
        Files.createDirectories(zip.getParent());
        writeZip(zip, String.join(" ", application, version, health));
        Files.writeString(zip.resolveSibling(zip.getFileName() + ".sha256"), sha256(zip));
        writeMetadata(zip.getParent().getParent(), application);
    }

    /** The rights of the script are not in the zip: to give them is the install stage's work. */
    private static void writeZip(Path zip, String what) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("bin/start.sh", resource("/dev/trikk/demo/start.sh"));
        files.put("config/app", what.getBytes(UTF_8));
        files.put("config/itas.properties", "jmx.port=0\njvm.xmx=16m\n".getBytes(UTF_8));
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
            out.putNextEntry(new ZipEntry("lib/app.jar"));
            JarOutputStream jar = new JarOutputStream(out);
            jar.putNextEntry(new JarEntry(APP));
            jar.write(resource("/" + APP));
            jar.finish();
        }
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = DemoRepository.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writeMetadata(Path application, String name) throws IOException {
        try (var versions = Files.newDirectoryStream(application, Files::isDirectory)) {
            List<String> names = new ArrayList<>();
            versions.forEach(version -> names.add(version.getFileName().toString()));
            Files.writeString(
                    application.resolve("maven-metadata.xml"),
                    "<metadata><groupId>%s</groupId><artifactId>%s</artifactId><versioning><versions>%s</versions></versioning></metadata>\n"
                            .formatted(
                                    GROUP.replace('/', '.'),
                                    name,
                                    names.stream()
                                            .sorted()
                                            .map(version -> "<version>" + version + "</version>")
                                            .collect(Collectors.joining())));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1))
                    .normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(Files.size(file)));
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, Files.size(file));
                Files.copy(file, exchange.getResponseBody());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
