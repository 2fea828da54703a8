package dev.trikk.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;

/**
 * A server: sshd that really runs what it is sent, a home for each application, HTTP before them, and what can go wrong
 * with all of it. Safe for several threads.
 */
final class Server implements AutoCloseable {
    private static final AttributeRepository.AttributeKey<String> CLIENT = new AttributeRepository.AttributeKey<>();

    private final String name;
    private final InetAddress address;
    private final Path folder;
    private final KeyPair hostKey;
    private final SshServer ssh = SshServer.setUpDefaultServer();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<HttpServer> health = new ArrayList<>();
    private final Set<String> sick = ConcurrentHashMap.newKeySet();
    private final Set<Ambush> ambushes = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private HttpServer front;
    private boolean down;

    /**
     * Starts at once.
     *
     * @param tools folder of the commands that its users have
     * @param users one for each application, with the port where it is asked how it is
     * @param clients who may log in, by name
     */
    Server(
            String name,
            InetAddress address,
            Path folder,
            Path tools,
            Map<String, Integer> users,
            Map<String, PublicKey> clients)
            throws IOException {
        this.name = name;
        this.address = address;
        this.folder = folder;
        this.hostKey = KeyPairs.make();
        for (Map.Entry<String, Integer> user : users.entrySet()) {
            Files.createDirectories(home(user.getKey()));
            health.add(listen(user.getValue(), this::answerHealth));
        }
        front = listen(0, this::answerClient);
        ssh.setHost(address.getHostAddress());
        ssh.setPort(0);
        ssh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        ssh.setPublickeyAuthenticator((user, key, session) -> {
            clients.forEach((client, known) -> {
                if (KeyUtils.compareKeys(key, known)) {
                    session.setAttribute(CLIENT, client);
                }
            });
            return users.containsKey(user) && session.getAttribute(CLIENT) != null;
        });
        ssh.setCommandFactory((channel, command) -> new ScriptCommand(
                this,
                tools,
                channel.getSession().getAttribute(CLIENT),
                channel.getSession().getUsername(),
                command));
        ssh.start();
    }

    private HttpServer listen(int port, com.sun.net.httpserver.HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 100);
        server.createContext("/", handler);
        server.setExecutor(executor);
        server.start();
        return server;
    }

    String name() {
        return name;
    }

    String address() {
        return address.getHostAddress();
    }

    int sshPort() {
        return ssh.getPort();
    }

    /** As it stands in a known_hosts file. */
    String knownHost() {
        return "[" + address() + "]:" + sshPort() + " " + PublicKeyEntry.toString(hostKey.getPublic());
    }

    /** Where the balancer sends clients. */
    synchronized URI front() {
        return URI.create("http://" + address() + ":" + front.getAddress().getPort());
    }

    Path home(String user) {
        return folder.resolve("home").resolve(user);
    }

    /** Every start, stop and switch, with the epoch of its script: {@code start app01 1.4 1764000000000}. */
    Path effects() {
        return folder.resolve("effects.log");
    }

    /** While this file is there, the disk is full. */
    Path full() {
        return folder.resolve("full");
    }

    /** What the application runs: name, version, health. */
    Optional<String[]> running(String user) {
        try {
            String[] words = Files.readString(home(user).resolve(user + ".running"))
                    .strip()
                    .split(" ");
            return Optional.of(words).filter(all -> all.length == 3);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answerHealth(HttpExchange exchange) throws IOException {
        String user = user(exchange);
        Optional<String[]> running = running(user);
        String word =
                running.map(words -> sick.contains(user) ? "sick" : words[2]).orElse("down");
        reply(
                exchange,
                word.equals("ok") ? 200 : 503,
                word + " " + running.map(words -> words[1]).orElse("-"));
    }

    private void answerClient(HttpExchange exchange) throws IOException {
        Optional<String[]> running = running(user(exchange));
        reply(exchange, running.isPresent() ? 200 : 503, name + (running.isPresent() ? " serves" : " does not run it"));
    }

    private static String user(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().substring(1).split("/", 2)[0];
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** The next scripts run to their end, but the connection breaks before anybody hears of it. */
    void loseAnswers(int count) {
        answersToLose.set(count);
    }

    boolean losesThisAnswer() {
        return answersToLose.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    void lieInWait(Ambush ambush) {
        ambushes.add(ambush);
    }

    void leave(Ambush ambush) {
        ambushes.remove(ambush);
    }

    /** A script has come, and does not run yet. */
    void passes(String client, String user, String script, long epoch) {
        ambushes.forEach(ambush -> ambush.passes(this, user, client, script, epoch));
    }

    void fallSick(String user) {
        sick.add(user);
    }

    void fillDisk() throws IOException {
        Files.writeString(full(), "");
    }

    /** The balancer's checks fail from now on; requests under way are finished. */
    synchronized void goDown() {
        if (!down) {
            down = true;
            front.stop(1);
        }
    }

    synchronized void comeUp() throws IOException {
        if (down) {
            front = listen(front.getAddress().getPort(), this::answerClient);
            down = false;
        }
    }

    void cutConnections() {
        ssh.getActiveSessions().forEach(session -> session.close(true));
    }

    /** All that went wrong is right again. */
    void heal() throws IOException {
        answersToLose.set(0);
        sick.clear();
        Files.deleteIfExists(full());
        comeUp();
    }

    @Override
    public void close() throws IOException {
        ssh.stop(true);
        health.forEach(server -> server.stop(0));
        front.stop(0);
        executor.shutdownNow();
    }
}
