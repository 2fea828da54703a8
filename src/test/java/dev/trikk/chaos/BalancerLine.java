package dev.trikk.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trikk.demo.DemoBalancer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The line between Trikk and a balancer's runtime API. Notes every change with who was in service before and after it, and
 * can lose answers to changes that were made. Safe for several threads.
 */
final class BalancerLine implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final int LOOK_MILLIS = 200;

    /** Columns of {@code show servers state}. */
    private static final int NAME = 3;

    private static final int OPERATION = 5;
    private static final int ADMIN = 6;

    /**
     * A change that somebody asked for.
     *
     * @param left whether the member was in service before it
     * @param staying members in service after it, and those that were until a moment ago: who looked before they went down
     *     could not know
     */
    record Change(Instant at, String member, String state, boolean left, Set<String> staying) {}

    private final String backend;
    private final DemoBalancer balancer;
    private final ServerSocket listener;
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Instant> lastReady = new HashMap<>();
    private final Map<String, Instant> lastUp = new HashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger answersToLose = new AtomicInteger();

    BalancerLine(String backend, DemoBalancer balancer) throws IOException {
        this.backend = backend;
        this.balancer = balancer;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Threads.start("balancer-line", this::accept);
        var unused = looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    String backend() {
        return backend;
    }

    /** Where Trikk is to ask. */
    URI address() {
        return URI.create("tcp://127.0.0.1:" + listener.getLocalPort());
    }

    /** Where clients of the applications ask. */
    URI front() {
        return balancer.uri();
    }

    /** The next changes are made, but nobody hears of it. */
    void loseAnswers(int count) {
        answersToLose.set(count);
    }

    /** What was changed since the last call. */
    synchronized List<Change> changes() {
        List<Change> all = List.copyOf(changes);
        changes.clear();
        return all;
    }

    /** Members that get no new traffic by somebody's will. */
    Set<String> out() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String[] row : rows()) {
            if (!row[ADMIN].equals("0")) {
                names.add(row[NAME]);
            }
        }
        return names;
    }

    /** Whether somebody has put the member back since then, and it is in service. */
    synchronized boolean isBackSince(Instant then, String member) {
        return lastReady.getOrDefault(member, Instant.EPOCH).isAfter(then);
    }

    /** As an operator does who has looked at it. */
    void putBack(String member) throws IOException {
        ask("set server " + backend + "/" + member + " state ready");
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Threads.start("balancer-line", () -> converse(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            client.setSoTimeout(PATIENCE_MILLIS);
            String line = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8)).readLine();
            if (line == null) {
                return;
            }
            boolean change = line.startsWith("set ");
            String answer = change ? change(line) : ask(line);
            if (!change || answersToLose.getAndUpdate(count -> Math.max(0, count - 1)) == 0) {
                client.getOutputStream().write(answer.getBytes(UTF_8));
            }
        } catch (IOException gone) {
            // whoever asked asks again if it matters
        }
    }

    private synchronized String change(String line) throws IOException {
        String[] words = line.split("[ /]", -1);
        String member = words[3];
        boolean before = inService().contains(member);
        String answer = ask(line);
        Set<String> staying = inService();
        if (staying.contains(member)) {
            lastReady.put(member, Instant.now());
        }
        changes.add(new Change(Instant.now(), member, words[5], before && !staying.contains(member), staying));
        return answer;
    }

    /** Wanted, and up now or a moment ago. */
    private Set<String> inService() throws IOException {
        Set<String> names = new TreeSet<>();
        Instant now = Instant.now();
        for (String[] row : rows()) {
            if (row[OPERATION].equals("2")) {
                lastUp.put(row[NAME], now);
            }
            boolean up = lastUp.getOrDefault(row[NAME], Instant.EPOCH).isAfter(now.minus(A_MOMENT));
            if (up && row[ADMIN].equals("0")) {
                names.add(row[NAME]);
            }
        }
        return names;
    }

    private synchronized void look() {
        try {
            inService();
        } catch (IOException gone) {
            // the balancer is closed
        }
    }

    private List<String[]> rows() throws IOException {
        return Arrays.stream(ask("show servers state " + backend).split("\n"))
                .map(line -> line.split(" "))
                .filter(row -> row.length > ADMIN && row[1].equals(backend))
                .toList();
    }

    private String ask(String line) throws IOException {
        try (Socket socket = new Socket()) {
            URI api = balancer.address();
            socket.connect(new InetSocketAddress(api.getHost(), api.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        looks.shutdownNow();
        listener.close();
        balancer.close();
    }
}
