package dev.trikk.rotation.f5;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Spreads requests over the members that get traffic, one after the other; where one takes no connection, the next. */
final class VirtualServer implements AutoCloseable {
    private static final int UNAVAILABLE = 503;

    private final List<VirtualMember> members;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HttpServer server;

    VirtualServer(List<VirtualMember> members) throws IOException {
        this.members = members;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(executor);
        server.createContext("/", this::spread);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void spread(HttpExchange call) throws IOException {
        try (call) {
            int first = turn.getAndIncrement();
            for (int next = 0; next < members.size(); next++) {
                VirtualMember member = members.get(Math.floorMod(first + next, members.size()));
                if (member.getsTraffic() && served(call, member)) {
                    return;
                }
            }
            call.sendResponseHeaders(UNAVAILABLE, -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean served(HttpExchange call, VirtualMember member) throws IOException, InterruptedException {
        member.opened();
        try {
            HttpResponse<byte[]> reply = client.send(
                    HttpRequest.newBuilder(member.uri().resolve(call.getRequestURI()))
                            .build(),
                    BodyHandlers.ofByteArray());
            call.sendResponseHeaders(reply.statusCode(), reply.body().length);
            call.getResponseBody().write(reply.body());
            return true;
        } catch (ConnectException down) {
            return false;
        } finally {
            member.closed();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
