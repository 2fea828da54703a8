package dev.trikk.remote.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between Trikk and a server and can fall silent, as a network does when a firewall forgets a connection. */
final class Relay implements AutoCloseable {
    private final int target;
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean silent;

    Relay(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing passes, and nobody is told. */
    void fallSilent() {
        setSilent(true);
    }

    private void setSilent(boolean value) {
        lock.lock();
        try {
            silent = value;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket here = keep(listener.accept());
                Socket there = keep(new Socket(InetAddress.getLoopbackAddress(), target));
                daemon(() -> pass(here, there));
                daemon(() -> pass(there, here));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[32 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitSound();
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // one side is gone
        }
    }

    private void awaitSound() {
        lock.lock();
        try {
            while (silent) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        setSilent(false);
    }
}
