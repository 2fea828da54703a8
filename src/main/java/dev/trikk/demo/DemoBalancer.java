package dev.trikk.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
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
    private static final int CHECK_MILLIS = 500;

    private final Object lock = new Object();
    private final List<DemoMember> members;
    private final ExecutorService executor = Executors.newCachedThreadPool(DemoBalancer::daemon);
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(DemoBalancer::daemon);
    private final Forwarding forwarding = new Forwarding(executor);
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
                count(Forwarding.reply(exchange, 503, "no member in service\n"));
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
            count(forwarding.pass(exchange, body, member.uri));
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

    private void count(int status) {
        if (status >= 500) {
            failures.incrementAndGet();
        }
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
