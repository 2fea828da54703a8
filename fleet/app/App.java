import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The application of the local fleet: says which version it is, slowly if asked.
 *
 * <p>Arguments: its name, the address and port to listen on, and the folder of its release.
 */
public final class App {
  private static final long GRACE_MILLIS = 5_000;

  private final String name;
  private final String server;
  private final String version;
  private final boolean isHealthy;
  private final AtomicInteger inFlight = new AtomicInteger();

  private App(String name, String server, Path release) throws IOException {
    this.name = name;
    this.server = server;
    this.version = Files.readString(release.resolve("config/version")).strip();
    this.isHealthy = !Files.exists(release.resolve("config/broken-health"));
  }

  public static void main(String[] arguments) throws IOException {
    // Without it a small answer waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    App app = new App(arguments[0], arguments[1], Path.of(arguments[3]));
    app.serve(new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2])));
  }

  private void serve(InetSocketAddress address) throws IOException {
    HttpServer http = HttpServer.create(address, 100);
    http.setExecutor(Executors.newCachedThreadPool());
    http.createContext("/" + name + "/", this::handle);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> finishRequests(http)));
    http.start();
    System.out.println(name + " " + version + " listens on " + address);
  }

  private void handle(HttpExchange exchange) throws IOException {
    inFlight.incrementAndGet();
    try (exchange) {
      answer(exchange, exchange.getRequestURI().getPath().substring(name.length() + 2));
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    switch (path) {
      case "", "version" -> send(exchange, 200, version);
      case "health" -> send(exchange, isHealthy ? 200 : 503, (isHealthy ? "ok " : "broken ") + version);
      case "settings" -> send(exchange, 200, settings());
      case "slow" -> {
        pause(exchange.getRequestURI().getQuery());
        send(exchange, 200, version);
      }
      default -> send(exchange, 404, "there is no " + path);
    }
  }

  private static String settings() {
    return "jmx.port=" + System.getProperty("jmx.port", "") + "\njvm.xmx=" + System.getProperty("jvm.xmx", "");
  }

  private void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("X-Server", server);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void pause(String query) {
    long millis = query != null && query.matches("ms=\\d{1,6}") ? Long.parseLong(query.substring(3)) : 2_000;
    sleep(millis);
  }

  /** HttpServer.stop waits for its whole delay even when nothing is left to wait for, so it runs beside the counting. */
  private void finishRequests(HttpServer http) {
    Thread stop = new Thread(() -> http.stop((int) (GRACE_MILLIS / 1_000)));
    stop.setDaemon(true);
    stop.start();
    long deadline = System.nanoTime() + GRACE_MILLIS * 1_000_000;
    // A request may have been accepted but not yet be counted when the signal comes.
    sleep(20);
    while (inFlight.get() > 0 && System.nanoTime() < deadline) {
      sleep(10);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
