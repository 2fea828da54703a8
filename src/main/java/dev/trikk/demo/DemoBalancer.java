package dev.trikk.demo;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A {@link DemoFront} that on a second port speaks enough of HAProxy's runtime API to be driven by Trikk. For demonstrations and
 * tests.
 */
public final class DemoBalancer implements AutoCloseable {
    private final ExecutorService executor = Executors.newCachedThreadPool(DemoBalancer::daemon);
    private final DemoFront front;
    private final RuntimeApi api;

    /**
     * Starts at once.
     *
     * @param backend what the runtime API calls the pool
     * @param members {@code http://host:port} by name, in the order in which they are asked
     */
    public DemoBalancer(String backend, Map<String, URI> members) throws IOException {
        List<DemoMember> all = members.entrySet().stream()
                .map(member -> new DemoMember(member.getKey(), member.getValue()))
                .toList();
        Object lock = new Object();
        api = new RuntimeApi(backend, all, lock, executor);
        front = new DemoFront(all, lock, false);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "demo-balancer");
        thread.setDaemon(true);
        return thread;
    }

    /** Where clients ask. */
    public URI uri() {
        return front.uri();
    }

    /** Where the runtime API listens. */
    public URI address() {
        return URI.create("tcp://127.0.0.1:" + api.port());
    }

    /** Requests that came in so far. */
    public long requests() {
        return front.requests();
    }

    /** Requests that were answered with a status of 500 or more, by a member or for want of one. */
    public long failures() {
        return front.failures();
    }

    @Override
    public void close() throws IOException {
        front.close();
        api.close();
        executor.shutdownNow();
    }
}
