package dev.trikk.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * What the demo deploys: an application that says which version it is, slowly if asked. It is packed into its releases, and
 * so is one class without others.
 */
public final class DemoApp {
    private static final long SLOW_MILLIS = 250;

    private DemoApp() {}

    /**
     * Serves until it is killed, or until the demo has gone without doing so.
     *
     * @param arguments name, version, what it says of its health, address, port, process id of the demo
     */
    public static void main(String[] arguments) throws IOException {
        // without it a small answer waits 40 ms for the client's acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        endWith(Long.parseLong(arguments[5]));
        HttpServer http = HttpServer.create(new InetSocketAddress(arguments[3], Integer.parseInt(arguments[4])), 100);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/" + arguments[0] + "/", exchange -> answer(exchange, arguments[1], arguments[2]));
        http.start();
    }

    private static void endWith(long demo) {
        ProcessHandle process =
                ProcessHandle.of(demo).orElseThrow(() -> new IllegalStateException("the demo has gone already"));
        var unused = process.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
    }

    private static void answer(HttpExchange exchange, String version, String health) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/slow")) {
                pause();
            }
            boolean isHealth = path.endsWith("/health");
            byte[] text = ((isHealth ? health + " " : "") + version + "\n").getBytes(UTF_8);
            exchange.sendResponseHeaders(isHealth && !health.equals("ok") ? 503 : 200, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
