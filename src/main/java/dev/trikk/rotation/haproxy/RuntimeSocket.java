package dev.trikk.rotation.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/**
 * One line to HAProxy's runtime API, one reply, one connection. Selects instead of blocking, because a unix socket channel
 * knows no read timeout. Safe for several threads.
 */
final class RuntimeSocket {
    private static final int LONGEST_REPLY = 1 << 20;
    private static final String MASTER = "master";

    private final URI address;
    private final Duration connectTimeout;
    private final Duration readTimeout;

    /** @param address {@code tcp://host:port}, {@code unix:/path} or {@code master:/path} */
    RuntimeSocket(URI address, Duration connectTimeout, Duration readTimeout) {
        this.address = requireUsable(address);
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
    }

    private static URI requireUsable(URI address) {
        boolean tcp = "tcp".equals(address.getScheme()) && address.getHost() != null && address.getPort() > 0;
        boolean file =
                List.of("unix", MASTER).contains(String.valueOf(address.getScheme())) && address.getPath() != null;
        if (!tcp && !file) {
            throw new IllegalArgumentException(
                    "the address of HAProxy's runtime API is tcp://host:port, unix:/path or master:/path, not "
                            + address);
        }
        return address;
    }

    /**
     * Sends commands in one line, as version 3.0 and later run only the first line, and returns all that comes until the end of
     * the connection. Blocks for both timeouts at most.
     */
    String ask(String... commands) throws IOException {
        SocketAddress peer = peer();
        try (Selector selector = Selector.open();
                SocketChannel channel = open(peer)) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, 0);
            connect(channel, peer, key);
            return converse(channel, key, UTF_8.encode(line(commands) + "\n"));
        } catch (ClosedByInterruptException stopped) {
            throw new InterruptedIOException("interrupted on the way");
        }
    }

    /** A master passes on what begins with a worker's number, 1 being the newest, and keeps the connection open (seen with 2.6). */
    private String line(String... commands) {
        String separator = MASTER.equals(address.getScheme()) ? ";@1 " : ";";
        String line = String.join(separator, commands);
        return MASTER.equals(address.getScheme()) ? "@1 " + line + ";quit" : line;
    }

    private SocketAddress peer() throws IOException {
        if (!address.getScheme().equals("tcp")) {
            return UnixDomainSocketAddress.of(address.getPath());
        }
        InetSocketAddress peer = new InetSocketAddress(address.getHost(), address.getPort());
        if (peer.isUnresolved()) {
            throw new UnknownHostException("no address is known for " + address.getHost());
        }
        return peer;
    }

    private static SocketChannel open(SocketAddress peer) throws IOException {
        return peer instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    private void connect(SocketChannel channel, SocketAddress peer, SelectionKey key) throws IOException {
        long deadline = System.nanoTime() + connectTimeout.toNanos();
        boolean connected = channel.connect(peer);
        while (!connected) {
            await(key, SelectionKey.OP_CONNECT, deadline, "no connection within " + connectTimeout.toMillis() + " ms");
            connected = channel.finishConnect();
        }
    }

    private String converse(SocketChannel channel, SelectionKey key, ByteBuffer request) throws IOException {
        long deadline = System.nanoTime() + readTimeout.toNanos();
        String late = "no complete reply within " + readTimeout.toMillis() + " ms";
        while (request.hasRemaining()) {
            await(key, SelectionKey.OP_WRITE, deadline, late);
            channel.write(request);
        }
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        ByteBuffer part = ByteBuffer.allocate(16 * 1024);
        while (channel.read(part.clear()) >= 0) {
            reply.write(part.array(), 0, part.position());
            if (reply.size() > LONGEST_REPLY) {
                throw new ProtocolException("the reply is longer than " + LONGEST_REPLY + " bytes");
            }
            await(key, SelectionKey.OP_READ, deadline, late);
        }
        return reply.toString(UTF_8);
    }

    private static void await(SelectionKey key, int operation, long deadline, String late) throws IOException {
        key.interestOps(operation);
        key.selector().selectedKeys().clear();
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0 || key.selector().select(left) == 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted on the way");
            }
            throw new SocketTimeoutException(late);
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
