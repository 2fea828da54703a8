package dev.trikk.chaos;

import dev.trikk.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A client that asks one application of a pool after the other, and never stops. */
final class Traffic {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Patience.LONG)
            .build();
    private final AtomicLong requests = new AtomicLong();
    private final List<String> failures = new ArrayList<>();

    /** Begins at once. */
    Traffic(Fleet fleet) {
        for (String pool : Fleet.POOLS) {
            URI front = fleet.balancer(pool).front();
            Threads.start("traffic", () -> ask(front, Fleet.applications(pool)));
        }
    }

    private void ask(URI front, List<String> applications) {
        try {
            while (true) {
                for (String application : applications) {
                    ask(URI.create(front + "/" + application + "/"));
                    Thread.sleep(20);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(URI uri) throws InterruptedException {
        requests.incrementAndGet();
        try {
            var answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(Patience.LONG).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                fail(uri, answer.statusCode() + " " + answer.body().strip());
            }
        } catch (IOException e) {
            fail(uri, e.toString());
        }
    }

    private synchronized void fail(URI uri, String why) {
        failures.add(Instant.now() + " " + uri.getPath() + ": " + why);
    }

    long requests() {
        return requests.get();
    }

    /** What failed since the last call. */
    synchronized List<String> failures() {
        List<String> all = List.copyOf(failures);
        failures.clear();
        return all;
    }
}
