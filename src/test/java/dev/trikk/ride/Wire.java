package dev.trikk.ride;

import dev.trikk.Patience;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/** One TCP connection. Speaks HTTP by itself, for Java's own clients silently repeat what has failed. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = (int) Patience.LONG.toMillis();
    private final Socket socket = new Socket();
    private final InputStream in;
    private final String host;

    Wire(URI url) throws IOException {
        host = url.getHost();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(host, url.getPort()), PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The body of the answer with status 200, without its line end; everything else is an exception. */
    String get(String path, boolean last) throws IOException {
        write("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + (last ? "Connection: close\r\n" : "") + "\r\n");
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the body was cut after " + body.length + " of " + length + " bytes");
        }
        if (!status.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(path + " was answered with " + status);
        }
        return new String(body, StandardCharsets.UTF_8).strip();
    }

    /** Sends a text and reads lines until the other side closes. */
    Stream<String> lines(String text) throws IOException {
        write(text);
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed after '" + line + "'");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
