package dev.trikk.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a daemon and the broker, and can be cut. */
final class Wire implements AutoCloseable {
    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    Wire(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Threads.start("wire", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Cuts all connections; new ones may be made at once. */
    void cut() {
        for (Socket socket : sockets) {
            close(socket);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                join(listener.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket here) {
        sockets.add(here);
        try {
            Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(there);
            here.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            Threads.start("wire", () -> pass(here, there));
            Threads.start("wire", () -> pass(there, here));
        } catch (IOException nobody) {
            close(here);
        }
    }

    private void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException cut) {
            // the other direction ends, too
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it is as good as closed
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
