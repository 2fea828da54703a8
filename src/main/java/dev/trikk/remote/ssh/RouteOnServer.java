package dev.trikk.remote.ssh;

import dev.trikk.inventory.Server;
import dev.trikk.remote.OnServer;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Outcome.Status;
import dev.trikk.remote.Script;
import dev.trikk.remote.Upload;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/** The door as a Camel route, {@code direct:on-server}: so it can be watched, stopped and replaced like any other. */
public final class RouteOnServer implements OnServer {
    /** Header: the server's name in the inventory, for logs and for routes that want to know. */
    public static final String SERVER = "TrikkServer";

    /** Header: {@code login@address:port}. */
    public static final String SSH = "TrikkSsh";

    private static final String DOOR = "direct:on-server";

    private final ProducerTemplate template;

    public RouteOnServer(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public Outcome run(Server server, String login, Script script) {
        return send(server, login, script);
    }

    @Override
    public Outcome put(Server server, String login, Upload upload) {
        return send(server, login, upload);
    }

    private Outcome send(Server server, String login, Object body) {
        long started = System.nanoTime();
        try {
            Destination destination = new Destination(login, server.address(), server.port());
            Exchange exchange = template.send(DOOR, sent -> {
                Message message = sent.getMessage();
                message.setHeader(SERVER, server.name());
                message.setHeader(SSH, destination.toString());
                message.setBody(body);
            });
            return outcome(exchange, started);
        } catch (RuntimeException e) {
            return without(Status.UNREACHABLE, server.name() + ": " + e.getMessage(), started);
        }
    }

    private static Outcome outcome(Exchange exchange, long started) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Outcome outcome) {
            return outcome;
        }
        Exception exception = exchange.getException();
        // the endpoint gives an outcome for whatever happens in it, so an exception comes from the way there
        return exception == null
                ? without(Status.LOST, "the route " + DOOR + " ended without an outcome", started)
                : without(Status.UNREACHABLE, "the route " + DOOR + " failed: " + exception.getMessage(), started);
    }

    private static Outcome without(Status status, String why, long started) {
        return Outcome.without(status, why, Duration.ofNanos(System.nanoTime() - started));
    }
}
