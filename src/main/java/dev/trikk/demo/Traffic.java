package dev.trikk.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A client that does not stop asking, each application on a thread of its own; every tenth request is a slow one. */
final class Traffic {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 15;
    private static final int SLOW = 10;

    private final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final URI front;
    private final List<Thread> threads;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReference<String> firstFailure = new AtomicReference<>();
    private final Set<String> releases = new ConcurrentSkipListSet<>();
    private volatile boolean closed;

    /** Starts at once. */
    Traffic(URI front, List<String> applications) {
        this.front = front;
        threads = applications.stream()
                .map(name -> new Thread(() -> askOn(name), "traffic-" + name))
                .toList();
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Requests that were answered, well or not. */
    long requests() {
        return requests.get();
    }

    /** Those of them that got no answer or a bad one. */
    long failures() {
        return failures.get();
    }

    Optional<String> firstFailure() {
        return Optional.ofNullable(firstFailure.get());
    }

    /** Who answered so far: {@code shop 1.0}. */
    Set<String> releases() {
        return Set.copyOf(releases);
    }

    private void askOn(String application) {
        try {
            for (int turn = 1; !closed; turn++) {
                ask(application, turn % SLOW == 0 ? "/slow" : "/version");
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String application, String path) throws InterruptedException {
        URI uri = front.resolve("/" + application + path);
        try {
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                releases.add(application + " " + response.body().strip());
            } else {
                failed(uri + " answered " + response.statusCode() + ": "
                        + response.body().strip());
            }
        } catch (IOException e) {
            failed(uri + ": " + e);
        }
        requests.incrementAndGet();
    }

    private void failed(String how) {
        failures.incrementAndGet();
        firstFailure.compareAndSet(null, how);
    }

    /** Asks no more; requests on their way come to their end. Repeated, it does nothing. */
    void stop() {
        closed = true;
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
