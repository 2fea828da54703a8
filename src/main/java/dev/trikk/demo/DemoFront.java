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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A reverse proxy on a loopback port that spreads requests over its members in turn. A drained member finishes what it has and
 * gets nothing new, but from those who stick to it, where there are such. What its members shall do is said by whoever made it.
 * For demonstrations and tests: it holds each message in memory.
 */
public final class DemoFront implements AutoCloseable {
    /** Names the member that a client sticks to. */
    private static final String COOKIE = "stick=";

    private static final int CHECK_MILLIS = 500;

    private final Object lock;
    private final List<DemoMember> members;
    private final ExecutorService executor = Executors.newCachedThreadPool(DemoFront::daemon);
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(DemoFront::daemon);
    private final Forwarding forwarding = new Forwarding(executor);
    private final HttpServer server;
    private final boolean isSticky;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private int turn;

    /**
     * Starts at once.
     *
     * @param members in the order in which they are asked
     * @param lock guards them
     * @param isSticky whether a client that was served comes back to the same member, by a cookie
     */
    public DemoFront(List<DemoMember> members, Object lock, boolean isSticky) throws IOException {
        this.members = List.copyOf(members);
        this.lock = lock;
        this.isSticky = isSticky;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
        var unused = checks.scheduleWithFixedDelay(this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "demo-front");
        thread.setDaemon(true);
        return thread;
    }

    /** Where clients ask. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
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
            Optional<DemoMember> member = next(tried, stuckTo(exchange));
            while (member.isPresent() && !answered(exchange, body, member.get())) {
                tried.add(member.get());
                member = next(tried, "");
            }
            if (member.isEmpty()) {
                count(Forwarding.reply(exchange, 503, "no member in service\n"));
            }
        }
    }

    /** The next one in turn. Its session begins under the lock: whoever drains it afterwards sees that session. */
    private Optional<DemoMember> next(Set<DemoMember> tried, String stuckTo) {
        synchronized (lock) {
            Optional<DemoMember> stuck = members.stream()
                    .filter(member -> member.name.equals(stuckTo) && member.up && !member.state.equals("maint"))
                    .findFirst();
            if (stuck.isPresent()) {
                stuck.get().begin();
                return stuck;
            }
            for (int step = 0; step < members.size(); step++) {
                turn = (turn + 1) % members.size();
                DemoMember member = members.get(turn);
                if (member.inService() && !tried.contains(member)) {
                    member.begin();
                    return Optional.of(member);
                }
            }
            return Optional.empty();
        }
    }

    /** Whether the client got an answer; if not, nothing was sent to the member yet and another may be asked. */
    private boolean answered(HttpExchange exchange, byte[] body, DemoMember member) throws IOException {
        if (isSticky) {
            exchange.getResponseHeaders().set("Set-Cookie", COOKIE + member.name);
        }
        try {
            count(forwarding.pass(exchange, body, member.uri));
            return true;
        } catch (ConnectException refused) {
            synchronized (lock) {
                member.up = false;
                member.failures++;
            }
            return false;
        } finally {
            synchronized (lock) {
                member.sessions--;
            }
        }
    }

    private String stuckTo(HttpExchange exchange) {
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        return isSticky && cookie != null && cookie.startsWith(COOKIE) ? cookie.substring(COOKIE.length()) : "";
    }

    private void count(int status) {
        if (status >= 500) {
            failures.incrementAndGet();
        }
    }

    /** Doubts a member until it has accepted a connection, which is tried at once. */
    public void doubt(DemoMember member) {
        mark(member, false);
        executor.execute(() -> mark(member, accepts(member.uri)));
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
    public void close() {
        checks.shutdownNow();
        server.stop(0);
        executor.shutdownNow();
    }
}
