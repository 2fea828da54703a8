package dev.trikk.stage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The routes of this node that are stages: each takes messages from a queue of Trikk's. Stops and starts them at once: a step at
 * hand goes on, and Camel's own stop would wait for it with all its routes locked. Safe for several threads.
 */
public final class StageRoutes {
    private static final Pattern QUEUE = Pattern.compile("jms:(?://)?queue:(trikk\\.[A-Za-z0-9._-]+).*");
    /** What a person says must be heard while everything else stands still. */
    private static final String CONTROL = "control";

    private final CamelContext camel;

    /** Those of a context. */
    public StageRoutes(CamelContext camel) {
        this.camel = camel;
    }

    /** Each stage with its queue. */
    public Map<String, String> queues() {
        Map<String, String> queues = new LinkedHashMap<>();
        for (Route route : camel.getRoutes()) {
            Matcher queue = QUEUE.matcher(route.getEndpoint().getEndpointUri());
            if (queue.matches() && !route.getRouteId().equals(CONTROL)) {
                queues.put(route.getRouteId(), queue.group(1));
            }
        }
        return queues;
    }

    /** Their names. */
    public Set<String> names() {
        return queues().keySet();
    }

    /** Whether a stage takes messages on this node. */
    public boolean isOpen(String stage) {
        return status(stage).isStarted() && !ServiceHelper.isSuspended(consumer(stage));
    }

    /** Takes no more messages, and returns at once. Repeated, it changes nothing. */
    void close(String stage) {
        ServiceHelper.suspendService(consumer(stage));
    }

    /** Takes messages again. Repeated, it changes nothing. */
    void open(String stage) throws Exception {
        if (status(stage).isStarted()) {
            ServiceHelper.resumeService(consumer(stage));
        } else {
            camel.getRouteController().startRoute(stage);
        }
    }

    private ServiceStatus status(String stage) {
        return camel.getRouteController().getRouteStatus(stage);
    }

    private Consumer consumer(String stage) {
        return camel.getRoute(stage).getConsumer();
    }
}
