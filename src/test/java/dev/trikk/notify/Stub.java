package dev.trikk.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A system that channels speak to, in process: it answers as its vendor's contract says, until it is made to answer otherwise. */
public final class Stub implements AutoCloseable {
    private static final int PROMISED = 10_000;

    private final Vendor vendor;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Optional<Answer> fixed = Optional.empty();
    private volatile UnaryOperator<Answer> change = UnaryOperator.identity();
    private volatile boolean swallows;
    private volatile boolean breaksOff;

    /** What the vendor's system does. */
    public interface Vendor {
        /** Answers one call; refuses whatever the contract forbids. */
        Answer answer(Asked asked);

        /** How often it was told something that stays: messages, comments, links. */
        int told();
    }

    /** A call as it arrived. */
    public record Asked(String method, String path, String query, Map<String, List<String>> headers, String body) {
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst();
        }
    }

    /** What it answers. */
    @SuppressWarnings("ArrayRecordComponent") // answers are neither compared nor changed
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        public static Answer of(int status, String type, String body) {
            return new Answer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
        }

        public static Answer json(int status, String body) {
            return of(status, "application/json; charset=utf-8", body);
        }

        public static Answer empty(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }
    }

    public Stub(Vendor vendor) throws IOException {
        this.vendor = vendor;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public int told() {
        return vendor.told();
    }

    /** All calls that came, in order. */
    public List<Asked> asked() {
        return asked;
    }

    /** From now on it answers so, and does nothing. */
    public void answers(Answer answer) {
        fixed = Optional.of(answer);
    }

    /** From now on it does what it is asked for, but its answers change on their way. */
    public void garbles(UnaryOperator<Answer> change) {
        this.change = change;
    }

    /** From now on it does what changes something, and answers that never. */
    public void swallowsAnswers() {
        swallows = true;
    }

    /** From now on its answers end too soon. */
    public void breaksOff() {
        breaksOff = true;
    }

    /** All is well again. */
    public void recovers() {
        fixed = Optional.empty();
        change = UnaryOperator.identity();
        swallows = false;
        breaksOff = false;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked call = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(call);
            send(exchange, fixed.isPresent() ? fixed.get() : change.apply(answer(call)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(Asked call) throws InterruptedException {
        int before = vendor.told();
        Answer answer = vendor.answer(call);
        if (swallows && vendor.told() > before) {
            closed.await();
        }
        return answer;
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        int length = answer.body().length;
        if (breaksOff) {
            exchange.sendResponseHeaders(answer.status(), length + PROMISED);
        } else {
            exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        }
        if (length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(answer.body());
            out.flush();
        }
    }
}
