package dev.trikk.demo.ace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The XML interface, at the level of HTTP: what is wrong with the call itself has a status of HTTP's. */
final class StandInXml implements AutoCloseable {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String FIELD = "xml_cmd=";

    private final AceStandIn box;
    private final HttpsServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "ace-xml");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch over = new CountDownLatch(1);

    StandInXml(AceStandIn box, SelfSigned identity) throws IOException {
        this.box = box;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.tls()));
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int refusal = refusal(exchange, body);
            if (refusal == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=/xml-config");
            }
            if (refusal != 0) {
                reply(exchange, refusal, "");
                return;
            }
            answer(exchange, document(new String(body, UTF_8)));
        }
    }

    /** 0 for none. */
    private int refusal(HttpExchange exchange, byte[] body) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!exchange.getRequestMethod().equals("POST")) {
            return 501;
        }
        if (!exchange.getRequestURI().getPath().equals("/bin/xml_agent")) {
            return 404;
        }
        if (exchange.getRequestHeaders().getFirst("Content-Length") == null || body.length == 0) {
            return 411;
        }
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        if (login == null || !login.startsWith("Basic ")) {
            return 401;
        }
        String[] words =
                new String(Base64.getDecoder().decode(login.substring("Basic ".length())), UTF_8).split(":", 2);
        if (words.length != 2 || !box.knows(words[0], words[1])) {
            return 403;
        }
        return type != null && type.startsWith(FORM) && new String(body, UTF_8).startsWith(FIELD) ? 0 : 400;
    }

    /** One client sent it as it is, and boxes took that. */
    private static String document(String body) {
        String value = body.substring(FIELD.length());
        return value.startsWith("<") ? value : URLDecoder.decode(value, UTF_8);
    }

    private void answer(HttpExchange exchange, String document) throws IOException {
        StandInFault fault = box.fault(document.lines().anyMatch(VirtualShell::isChange));
        String reply = new XmlCommand(box, document, fault == StandInFault.LIE).answer();
        switch (fault) {
            case UNAUTHORIZED -> reply(exchange, 401, "");
            case FORBIDDEN -> reply(exchange, 403, "");
            case NOT_FOUND -> reply(exchange, 404, "");
            case BROKEN -> reply(exchange, 500, "");
            case WEB_PAGE -> reply(exchange, 200, "<html><body>Device Manager</body></html>");
            case TRUNCATED -> reply(exchange, 200, reply.substring(0, reply.length() * 2 / 3));
            case WRONG_CHARSET -> {
                exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-16");
                reply(exchange, 200, reply);
            }
            case HUGE ->
                reply(exchange, 200, reply.replace("</response_xml>", " ".repeat(10 << 20) + "</response_xml>"));
            case LOST -> exchange.close();
            case SILENT -> await();
            case NONE, LIE -> reply(exchange, 200, reply);
        }
    }

    private void await() {
        try {
            over.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
