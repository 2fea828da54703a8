package dev.trikk.rotation.f5;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A member of the pool, and what the BIG-IP was told of it. */
final class VirtualMember {
    private final URI uri;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean enabled = true;
    private volatile boolean offline;

    VirtualMember(URI uri) {
        this.uri = uri;
    }

    URI uri() {
        return uri;
    }

    /** What is empty stays as it is. */
    synchronized void told(String session, String state) {
        enabled = session.isEmpty() ? enabled : session.equals("user-enabled");
        offline = state.isEmpty() ? offline : state.equals("user-down");
    }

    String session() {
        return enabled ? "monitor-enabled" : "user-disabled";
    }

    String state() {
        return offline ? "user-down" : monitor() ? "up" : "down";
    }

    boolean getsTraffic() {
        return enabled && !offline;
    }

    int connections() {
        return connections.get();
    }

    void opened() {
        connections.incrementAndGet();
    }

    void closed() {
        connections.decrementAndGet();
    }

    private boolean monitor() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 1000);
            return true;
        } catch (IOException down) {
            return false;
        }
    }
}
