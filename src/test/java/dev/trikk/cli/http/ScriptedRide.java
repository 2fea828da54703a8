package dev.trikk.cli.http;

import com.sun.net.httpserver.HttpExchange;
import dev.trikk.cli.json.Json;
import dev.trikk.cli.json.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * A ride on a {@link StubDaemon} that goes on as fast as it is watched: each state is told by an event, and the next one begins
 * when somebody has looked at it, or when the test lets it.
 */
public final class ScriptedRide {
    private final String path;
    private final List<String> states;
    private final Set<Integer> breaks = new CopyOnWriteArraySet<>();
    private final List<String> lastIds = new CopyOnWriteArrayList<>();
    private int current;
    private int looked = -1;
    private int gate = Integer.MAX_VALUE;

    /** The ride whose document is found at that path. */
    public ScriptedRide(StubDaemon daemon, String path, List<Tree> states) {
        this.path = path;
        this.states = states.stream().map(Tree::asJson).toList();
        // each state is held to the contract
        states.forEach(state -> daemon.answers("GET", path, 200, state));
        daemon.replies("GET", path, this::look);
        daemon.replies("GET", "/api/events", this::tell);
    }

    /** Lets the connection break after the event of these states. */
    public ScriptedRide breakingAfter(Integer... numbers) {
        breaks.addAll(List.of(numbers));
        return this;
    }

    /** Stands still in that state until a later one is allowed. */
    public synchronized ScriptedRide until(int state) {
        gate = state;
        notifyAll();
        return this;
    }

    /** After which events readers have asked to go on; empty for those who have not said. */
    public List<String> lastIds() {
        return List.copyOf(lastIds);
    }

    private void look(HttpExchange exchange) throws IOException {
        String state;
        synchronized (this) {
            looked = current;
            state = states.get(current);
            notifyAll();
        }
        StubDaemon.send(exchange, 200, "application/json", state);
    }

    private void tell(HttpExchange exchange) throws IOException {
        Optional<String> last = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        lastIds.add(last.orElse(""));
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            write(out, ": hello\n\n");
            int from = last.map(Integer::parseInt).orElseGet(this::now);
            for (int next = from + 1; next < states.size(); next++) {
                begin(next);
                write(out, "id: " + next + "\ndata: " + event(next) + "\n\n");
                if (breaks.remove(next)) {
                    return;
                }
            }
            // an open stream ends only with the test
            synchronized (this) {
                while (true) {
                    wait();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int now() {
        return current;
    }

    private synchronized void begin(int next) throws InterruptedException {
        while (looked < next - 1 || next > gate) {
            wait();
        }
        current = Math.max(current, next);
    }

    private String event(int state) {
        Tree ride = Json.read(states.get(state)).orElseThrow();
        return "{\"format\":1,\"id\":\"" + path + "/" + state + "\",\"type\":\""
                + (ride.maybe("ending").isPresent() ? "ENDED" : "STEPPED") + "\",\"deployment\":\""
                + ride.text("id") + "\",\"at\":\"2026-03-01T12:00:00Z\",\"data\":{\"step\":\"" + state + "\"}}";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
