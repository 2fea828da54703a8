package dev.trikk.ride;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A real fleet in a folder of its own, from {@code fleet/up} until it is closed. Fails with the words of {@code fleet/up} when
 * it cannot be started, for instance without root. Goes down with this JVM, too.
 */
final class Fleet implements AutoCloseable {
    private final Path folder;
    private final Properties properties = new Properties();
    private final Thread lastResort = new Thread(this::down, "fleet down");

    private Fleet(Path folder) {
        this.folder = folder;
    }

    /** Starts a fleet: {@code pairs} or {@code shared}. */
    static Fleet up(String topology, String... users) {
        try {
            Fleet fleet = new Fleet(Files.createTempDirectory("ride"));
            Runtime.getRuntime().addShutdownHook(fleet.lastResort);
            Command.run(List.of(
                    "fleet/up", fleet.folder.toString(), "--topology", topology, "--users", String.join(",", users)));
            try (Reader reader = Files.newBufferedReader(fleet.folder.resolve("fleet.properties"))) {
                fleet.properties.load(reader);
            }
            return fleet;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes good releases of applications in the fleet's repository; commas between names and between versions. */
    void release(String names, String versions) {
        publish(names, versions);
    }

    /** Publishes releases of applications that run, but answer nobody: a process each, and nearly no memory. */
    void silent(String names, String versions) {
        publish(names, versions, "--tiny", "--pad", "1");
    }

    /** Publishes releases that are broken: in {@code start}, or in {@code health}. */
    void broken(String how, String name, String versions) {
        publish(name, versions, "--broken", how);
    }

    /** What is listed is what was published last. */
    private void publish(String... arguments) {
        Command.run(List.of("cp", "-a", Published.of(List.of(arguments)) + "/.", property("repository.dir")));
    }

    /** The published zip of a release. */
    Path zip(String name, String version) {
        return Path.of(property("repository.dir"))
                .resolve("no/trikk/demo/" + name + "/" + version + "/" + name + "-" + version + "-standalone.zip");
    }

    String property(String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("fleet.properties has no " + key + ", only " + properties.keySet());
        }
        return value;
    }

    List<String> servers() {
        return List.of(property("servers").split(","));
    }

    List<String> applications() {
        return List.of(property("users").split(","));
    }

    /** The home directory of an application on a server. */
    Path home(String server, String application) {
        return Path.of(property("server." + server + ".home"), application);
    }

    /** Where the load balancer serves an application. */
    URI front(String application) {
        return URI.create(property("front.url") + "/" + application + "/");
    }

    /** What the process of an application on an app server answers, past proxies and load balancer. */
    String ask(String server, String application, String path) {
        URI url = URI.create("http://" + property("server." + server + ".address") + ":"
                + property("application." + application + ".port") + "/" + application + "/" + path);
        try (Wire wire = new Wire(url)) {
            return wire.get(url.getPath(), true);
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
    }

    /** Runs a command in a server's view, as root or as an application's user. */
    String run(String server, String user, String... command) {
        List<String> words = new ArrayList<>(List.of("fleet/server", folder.toString(), server, "run", user, "--"));
        words.addAll(List.of(command));
        return Command.run(words);
    }

    void stop(String server) {
        Command.run(List.of("fleet/server", folder.toString(), server, "stop"));
    }

    void start(String server) {
        Command.run(List.of("fleet/server", folder.toString(), server, "start"));
    }

    /** The load balancer's own words about its members: {@code UP}, {@code DRAIN}, {@code DOWN}. */
    Map<String, String> members() {
        try (Wire wire = new Wire(URI.create(property("haproxy.api")))) {
            Map<String, String> members = new TreeMap<>();
            wire.lines("show stat city 4 -1\n")
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .forEach(cells -> members.put(cells[1], cells[17]));
            return members;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void down() {
        Command.run(List.of("fleet/down", folder.toString()));
    }

    @Override
    public void close() {
        down();
        Runtime.getRuntime().removeShutdownHook(lastResort);
        delete(folder);
    }

    /** Deletes a folder that tests have made. */
    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
