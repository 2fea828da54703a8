package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.Patience;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Users of an application who never stop: quick requests and such of two seconds, on kept connections and on new ones, all
 * through the load balancer. Whatever is not the answer of one of the given versions is a failure.
 */
final class Traffic implements AutoCloseable {
    private static final String QUICK = "version";
    private static final String SLOW = "slow?ms=2000";
    private static final int AT_MOST_SHOWN = 20;

    private final URI front;
    private final Set<String> versions;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger slowAnswers = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService users = Executors.newCachedThreadPool();

    /** Starts at once. */
    Traffic(Fleet fleet, String application, String... versions) {
        this(fleet.front(application), versions);
    }

    /** Through another load balancer than the fleet's. */
    Traffic(URI front, String... versions) {
        this.front = front;
        this.versions = Set.of(versions);
        for (int user = 0; user < 2; user++) {
            start(new User(QUICK, true), 10);
            start(new User(QUICK, false), 10);
            start(new User(SLOW, true), 1);
            start(new User(SLOW, false), 1);
        }
    }

    private void start(User user, long pauseMillis) {
        users.execute(() -> {
            try {
                do {
                    user.ask();
                } while (!stopped.await(pauseMillis, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Stops when all requests at hand are answered. */
    @Override
    public void close() {
        stopped.countDown();
        users.shutdown();
        try {
            if (!users.awaitTermination(Patience.LONG.toSeconds(), TimeUnit.SECONDS)) {
                failures.add("requests without an answer after " + Patience.LONG);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops, and fails if one request failed, or if there were hardly any. */
    void assertNoneFailed() {
        close();
        assertThat(failures.stream().limit(AT_MOST_SHOWN).toList())
                .as("failed requests: %d of %d", failures.size(), failures.size() + answers.get())
                .isEmpty();
        assertThat(answers.get()).as("quick answers").isPositive();
        assertThat(slowAnswers.get()).as("slow answers").isPositive();
    }

    /** Which versions have answered so far. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    /** How many requests were answered well. */
    int answers() {
        return answers.get() + slowAnswers.get();
    }

    /** One after the other, so a user needs no lock. */
    private final class User {
        private final String path;
        private final boolean keepsConnection;
        private Optional<Wire> wire = Optional.empty();

        User(String path, boolean keepsConnection) {
            this.path = front.getPath() + path;
            this.keepsConnection = keepsConnection;
        }

        void ask() {
            try {
                Wire current = wire.isPresent() ? wire.get() : new Wire(front);
                wire = Optional.of(current);
                note(current.get(path, !keepsConnection));
                if (!keepsConnection) {
                    hangUp();
                }
            } catch (IOException | RuntimeException e) {
                failures.add(path + ": " + e);
                hangUp();
            }
        }

        private void note(String body) {
            if (!versions.contains(body)) {
                failures.add(path + " was answered with '" + body + "', not with one of " + versions);
                return;
            }
            seen.add(body);
            (path.endsWith(SLOW) ? slowAnswers : answers).incrementAndGet();
        }

        private void hangUp() {
            List<Wire> wires = wire.stream().toList();
            wire = Optional.empty();
            wires.forEach(old -> {
                try {
                    old.close();
                } catch (IOException e) {
                    failures.add(path + ": the connection could not be closed: " + e);
                }
            });
        }
    }
}
