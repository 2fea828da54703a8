package dev.trikk.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A reverse proxy on a loopback port that spreads requests over its members in turn, and on a second port speaks enough of
 * HAProxy's runtime API to be driven by Trikk. A drained member finishes what it has and gets nothing new. For
 * demonstrations and tests: it holds each message in memory.
 */
public final class DemoBalancer implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int CHECK_MILLIS = 500;
    /** Headers that concern one connection only, or that the client sets itself. */
    private static final Set<String> PER_CONNECTION = Set.of(
            "connection", "content-length", "expect", "host", "keep-alive", "te", "transfer-encoding", "upgrade");

    private final Object lock = new Object();
    private final List<DemoMember> members;
    private final ExecutorService executor = Executors.newCachedThreadPool(DemoBalancer::daemon);
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(DemoBalancer::daemon);
    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(executor)
            .build();
    private final HttpServer server;
    private final RuntimeApi api;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private int turn;

    /**
     * Starts at once.
     *
     * @param backend what the runtime API calls the pool
     * @param members {@code http://host:port} by name, in the order in which they are asked
     */
    public DemoBalancer(String backend, Map<String, URI> members) throws IOException {
        this.members = members.entrySet().stream()
                .map(member -> new DemoMember(member.getKey(), member.getValue()))
                .toList();
        api = new RuntimeApi(backend, this.members, lock, executor);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
        var unused = checks.scheduleWithFixedDelay(this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "demo-balancer");
        thread.setDaemon(true);
        return thread;
    }

    /** Where clients ask. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Where the runtime API listens. */
    public URI address() {
        return URI.create("tcp://127.0.0.1:" + api.port());
    }

    /** Requests that came in so far. */
    public long requests() {
        return requests.get();
    }

    /** Requests that were answered with a status of 500 or more, by a member or for want of one. */
    public long failures() {
        return failures.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Set<DemoMember> tried = new HashSet<>();
            Optional<DemoMember> member = next(tried);
            while (member.isPresent() && !answered(exchange, body, member.get())) {
                tried.add(member.get());
                member = next(tried);
            }
            if (member.isEmpty()) {
                reply(exchange, 503, "no member in service\n".getBytes(UTF_8));
            }
        }
    }

    /** The next one in turn. Its session begins under the lock: whoever drains it afterwards sees that session. */
    private Optional<DemoMember> next(Set<DemoMember> tried) {
        synchronized (lock) {
            for (int step = 0; step < members.size(); step++) {
                turn = (turn + 1) % members.size();
                DemoMember member = members.get(turn);
                if (member.inService() && !tried.contains(member)) {
                    member.sessions++;
                    return Optional.of(member);
                }
            }
            return Optional.empty();
        }
    }

    /** Whether the client got an answer; if not, nothing was sent to the member yet and another may be asked. */
    private boolean answered(HttpExchange exchange, byte[] body, DemoMember member) throws IOException {
        try {
            Optional<HttpResponse<byte[]>> response = ask(request(exchange, body, member));
            if (response.isPresent()) {
                pass(exchange, response.get());
            } else {
                reply(exchange, 502, "the member broke off\n".getBytes(UTF_8));
            }
            return true;
        } catch (ConnectException refused) {
            mark(member, false);
            return false;
        } finally {
            synchronized (lock) {
                member.sessions--;
            }
        }
    }

    /** Empty when the member broke off: it may have done its work, so nobody else is asked. */
    private Optional<HttpResponse<byte[]>> ask(HttpRequest request) throws ConnectException {
        try {
            return Optional.of(client.send(request, BodyHandlers.ofByteArray()));
        } catch (ConnectException refused) {
            throw refused;
        } catch (IOException | InterruptedException broken) {
            return Optional.empty();
        }
    }

    private static HttpRequest request(HttpExchange exchange, byte[] body, DemoMember member) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(member.uri + exchange.getRequestURI().toString()))
                .timeout(ANSWER)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!perConnection(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private void pass(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!perConnection(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        reply(exchange, response.statusCode(), response.body());
    }

    private void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (status >= 500) {
            failures.incrementAndGet();
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static boolean perConnection(String header) {
        return PER_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    private void check() {
        for (DemoMember member : members) {
            mark(member, accepts(member.uri));
        }
    }

    private static boolean accepts(URI uri) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CHECK_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private void mark(DemoMember member, boolean up) {
        synchronized (lock) {
            member.up = up;
        }
    }

    @Override
    public void close() throws IOException {
        checks.shutdownNow();
        server.stop(0);
        api.close();
        executor.shutdownNow();
    }
}
