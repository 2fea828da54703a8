package dev.trikk.script;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands out one zip below {@code /zip}, whatever the host of the request; knows nothing else. */
final class ZipServer implements AutoCloseable {
    private final HttpServer server;
    private final List<URI> asked = new CopyOnWriteArrayList<>();

    ZipServer(Zip zip) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/zip", exchange -> {
            asked.add(exchange.getRequestURI());
            exchange.sendResponseHeaders(200, zip.bytes().length);
            exchange.getResponseBody().write(zip.bytes());
            exchange.close();
        });
        server.start();
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    URI zip() {
        return root().resolve("/zip");
    }

    /** What was asked for below {@code /zip}. */
    List<URI> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
