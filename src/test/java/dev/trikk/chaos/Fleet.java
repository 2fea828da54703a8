package dev.trikk.chaos;

import dev.trikk.demo.DemoBalancer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Two pools of three servers behind a balancer each, and in the first one a server without rotation. Ten applications live in
 * each pool.
 */
final class Fleet implements AutoCloseable {
    static final List<String> POOLS = List.of("east", "west");
    static final int MIN_AVAILABLE = 2;
    private static final int MEMBERS = 3;
    private static final String BATCH = "batch";
    private static final int APPLICATIONS_PER_POOL = 10;
    private static final List<String> TOOLS = List.of("app", "mv", "unzip", "wget");
    private static final int TRIALS = 50;

    private final Path folder;
    private final Map<String, Integer> healthPorts = new LinkedHashMap<>();
    private final Map<String, KeyPair> clients = new LinkedHashMap<>();
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final Map<String, BalancerLine> balancers = new LinkedHashMap<>();

    /**
     * Starts at once.
     *
     * @param clients who may log in, each with a key of its own
     */
    Fleet(Path folder, List<String> clients) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (String client : clients) {
            this.clients.put(client, KeyPairs.make());
            KeyPairs.write(this.clients.get(client), clientKey(client));
        }
        Path tools = tools();
        List<String> names = new ArrayList<>();
        POOLS.forEach(pool -> names.addAll(servers(pool)));
        List<InetAddress> addresses = addresses(names.size());
        for (String application : applications()) {
            healthPorts.put(application, freePort(addresses));
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Map<String, Integer> users = new LinkedHashMap<>();
            applications(pool(name)).forEach(user -> users.put(user, healthPorts.get(user)));
            Path home = Files.createDirectories(folder.resolve(name));
            servers.put(name, new Server(name, addresses.get(i), home, tools, users, publicKeys()));
        }
        for (String pool : POOLS) {
            Map<String, URI> fronts = new LinkedHashMap<>();
            members(pool)
                    .forEach(member -> fronts.put(member, servers.get(member).front()));
            balancers.put(pool, new BalancerLine(pool, new DemoBalancer(pool, fronts)));
        }
        Files.write(
                knownHosts(), servers.values().stream().map(Server::knownHost).toList());
    }

    private Map<String, PublicKey> publicKeys() {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        clients.forEach((client, pair) -> keys.put(client, pair.getPublic()));
        return keys;
    }

    private Path tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String name : TOOLS) {
            try (InputStream in = Fleet.class.getResourceAsStream(name)) {
                Files.copy(in, tools.resolve(name));
            }
            Files.setPosixFilePermissions(tools.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return tools;
    }

    /** By chance, so that two harnesses on one machine do not meet. */
    private static List<InetAddress> addresses(int count) throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String network = "127." + random.nextInt(16, 250) + "." + random.nextInt(1, 250) + ".";
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            addresses.add(InetAddress.getByName(network + i));
        }
        return addresses;
    }

    /**
     * A port that is free on all of them, and no application's yet. Below those that the system gives to whoever asks for any:
     * the servers start a little later.
     */
    private int freePort(List<InetAddress> addresses) throws IOException {
        BindException last = null;
        for (int trial = 0; trial < TRIALS; trial++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 28_000);
            try {
                if (!healthPorts.containsValue(port)) {
                    bind(addresses, port);
                    return port;
                }
            } catch (BindException taken) {
                last = taken;
            }
        }
        throw new IOException("no port is free on " + addresses, last);
    }

    private static void bind(List<InetAddress> addresses, int port) throws IOException {
        for (InetAddress address : addresses) {
            new ServerSocket(port, 1, address).close();
        }
    }

    /** Of the balancer, by name. */
    static List<String> members(String pool) {
        return IntStream.rangeClosed(1, MEMBERS).mapToObj(i -> pool + i).toList();
    }

    /** Members and others. */
    static List<String> servers(String pool) {
        List<String> names = new ArrayList<>(members(pool));
        if (pool.equals(POOLS.get(0))) {
            names.add(BATCH);
        }
        return names;
    }

    static String pool(String server) {
        return POOLS.stream()
                .filter(pool -> servers(pool).contains(server))
                .findFirst()
                .orElseThrow();
    }

    static List<String> applications(String pool) {
        int first = POOLS.indexOf(pool) * APPLICATIONS_PER_POOL + 1;
        return IntStream.range(first, first + APPLICATIONS_PER_POOL)
                .mapToObj("app%02d"::formatted)
                .toList();
    }

    static List<String> applications() {
        return POOLS.stream().flatMap(pool -> applications(pool).stream()).toList();
    }

    static String poolOf(String application) {
        return POOLS.stream()
                .filter(pool -> applications(pool).contains(application))
                .findFirst()
                .orElseThrow();
    }

    List<Server> servers() {
        return List.copyOf(servers.values());
    }

    /** Servers behind a balancer. */
    List<Server> members() {
        return POOLS.stream()
                .flatMap(pool -> members(pool).stream())
                .map(servers::get)
                .toList();
    }

    Server server(String name) {
        return servers.get(name);
    }

    List<BalancerLine> balancers() {
        return List.copyOf(balancers.values());
    }

    BalancerLine balancer(String pool) {
        return balancers.get(pool);
    }

    /** Where an application is asked how it is. */
    int healthPort(String application) {
        return healthPorts.get(application);
    }

    Path clientKey(String client) {
        return folder.resolve(client + ".id_ecdsa");
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    @Override
    public void close() throws IOException {
        for (BalancerLine balancer : balancers.values()) {
            balancer.close();
        }
        for (Server server : servers.values()) {
            server.close();
        }
    }
}
