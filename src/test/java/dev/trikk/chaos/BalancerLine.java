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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The line between Trikk and a balancer's runtime API. Notes every change with who was in service before and after it, and
 * can lose answers to changes that were made. Safe for several threads.
 */
final class BalancerLine implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    /**
     * A change that somebody asked for.
     *
     * @param before members in service just before it
     * @param after members in service just after it
     */
    record Change(Instant at, String member, String state, Set<String> before, Set<String> after) {}

    private final String backend;
    private final DemoBalancer balancer;
    private final ServerSocket listener;
    private final List<Change> changes = new ArrayList<>();
    private final AtomicInteger answersToLose = new AtomicInteger();

    BalancerLine(String backend, DemoBalancer balancer) throws IOException {
        this.backend = backend;
        this.balancer = balancer;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Threads.start("balancer-line", this::accept);
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
        return members("8", "1");
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
        Set<String> before = inService();
        String answer = ask(line);
        String[] words = line.split("[ /]", -1);
        changes.add(new Change(Instant.now(), words[3], words[5], before, inService()));
        return answer;
    }

    Set<String> inService() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String[] row : rows()) {
            if (row[5].equals("2") && row[6].equals("0")) {
                names.add(row[3]);
            }
        }
        return names;
    }

    private Set<String> members(String... adminStates) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String[] row : rows()) {
            if (List.of(adminStates).contains(row[6])) {
                names.add(row[3]);
            }
        }
        return names;
    }

    private List<String[]> rows() throws IOException {
        return Arrays.stream(ask("show servers state " + backend).split("\n"))
                .map(line -> line.split(" "))
                .filter(row -> row.length > 6 && row[1].equals(backend))
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
        listener.close();
        balancer.close();
    }
}
