package dev.trikk.ride;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to a server, which can be shut: then nobody gets through, and who is on the way is cut off. Open at first. */
final class Valve implements AutoCloseable {
    private final ServerSocket door;
    private final String host;
    private final int port;
    private final Set<Socket> onTheWay = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    Valve(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::serve);
    }

    /** Where its clients connect, on loopback. */
    int port() {
        return door.getLocalPort();
    }

    void shut() {
        shut = true;
        onTheWay.forEach(Valve::cut);
    }

    void open() {
        shut = false;
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (shut) {
                    cut(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // the door is closed, or the server is away
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(host, port);
        onTheWay.add(client);
        onTheWay.add(server);
        start(() -> copy(client, server));
        start(() -> copy(server, client));
    }

    private void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            cut(to);
        } finally {
            onTheWay.remove(from);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "valve");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        shut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
