package dev.trikk.rotation.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens where HAProxy would and does what a test says: the way to see faults that the real one seldom shows. */
final class ScriptedHaproxy implements AutoCloseable {
    /** What happens on one connection. */
    interface Behaviour {
        void answer(String line, OutputStream out, Socket client) throws Exception;
    }

    final List<String> lines = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final Behaviour behaviour;

    ScriptedHaproxy(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-haproxy");
        thread.setDaemon(true);
        thread.start();
    }

    URI address() {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                // one that hangs must not keep the next one waiting
                Thread thread = new Thread(() -> converse(client), "scripted-haproxy-client");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException gone) {
                // the test is over
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            String line = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8)).readLine();
            lines.add(line);
            behaviour.answer(line, client.getOutputStream(), client);
        } catch (Exception gone) {
            // the client hung up, or the test is over
        }
    }

    /** Closes so that the peer sees a reset. */
    static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
