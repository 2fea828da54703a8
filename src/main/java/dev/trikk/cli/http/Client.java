package dev.trikk.cli.http;

import dev.trikk.cli.json.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Speaks to the daemon's HTTP API. Every call blocks, for at most a minute where the daemon does not answer, and throws
 * {@link Refused} where it says no, {@link Unreachable} where it says nothing that can be understood. What can be repeated
 * without harm is: reading, and whatever has an id. A daemon that wants fewer requests is given the time it asks for.
 */
public final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A comment comes every 15 seconds: after three that did not the connection is dead. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(50);

    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int LARGEST = 64 << 20;

    private final Target target;
    private final Connecting connecting;
    private final Pause pause;

    /** A client that waits by that pause where it has to. */
    public Client(Target target, Pause pause) {
        this.target = target;
        this.connecting = new Connecting(target);
        this.pause = pause;
    }

    /** Who is spoken to. */
    public Target target() {
        return target;
    }

    /** Reads a document. */
    public Tree get(String path) {
        return repeated("GET", path, Map.of(), null, true).tree();
    }

    /** Reads a document and what comes with it; unchanged where the ETag is still right. */
    public Answer get(String path, Optional<String> etag) {
        return repeated(
                "GET", path, etag.map(tag -> Map.of("If-None-Match", tag)).orElse(Map.of()), null, true);
    }

    /** Asks for something that is done once, however often this id is sent. */
    public Tree post(String path, Tree body, String id) {
        return repeated("POST", path, Map.of("Idempotency-Key", id), body, true).tree();
    }

    /** Asks for something that would be done twice if it was sent twice. */
    public Tree post(String path, Tree body) {
        return repeated("POST", path, Map.of(), body, false).tree();
    }

    /** Sets something to a state, which repeating does not change. */
    public Tree put(String path, Tree body) {
        return repeated("PUT", path, Map.of(), body, true).tree();
    }

    /** Takes something away, which repeating does not change. */
    public Tree delete(String path) {
        return repeated("DELETE", path, Map.of(), null, true).tree();
    }

    /** Sends a file, whose SHA-256 the daemon compares. */
    public Tree send(String path, Path file, byte[] sha256) throws IOException {
        long size = Files.size(file);
        try {
            HttpURLConnection connection = connecting.open("PUT", path, PATIENCE);
            connection.setRequestProperty("Content-Type", "application/zip");
            connection.setRequestProperty(
                    "Content-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
            // so that a daemon that does not want the file can say so before it is sent
            connection.setRequestProperty("Expect", "100-continue");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(size);
            try (OutputStream out = connection.getOutputStream()) {
                Files.copy(file, out);
            } catch (IOException early) {
                // a daemon that does not want the file answers before it has read it
                return Answers.read(connection, LARGEST).tree();
            }
            return Answers.read(connection, LARGEST).tree();
        } catch (Answers.Busy busy) {
            throw busy.refused();
        } catch (HttpRetryException unauthorized) {
            throw new Refused(unauthorized.responseCode(), Answers.problem(target + " does not let us in (HTTP 401)."));
        } catch (IOException e) {
            throw connecting.unreachable(e);
        }
    }

    /** Opens the stream of events; the caller closes it. */
    InputStream events(String path, Optional<String> last) {
        try {
            HttpURLConnection connection = connecting.open("GET", path, HEARTBEAT);
            connection.setRequestProperty("Accept", "text/event-stream, application/problem+json");
            last.ifPresent(id -> connection.setRequestProperty("Last-Event-ID", id));
            return Answers.stream(connection);
        } catch (IOException e) {
            throw connecting.unreachable(e);
        }
    }

    private Answer repeated(String method, String path, Map<String, String> headers, Tree body, boolean safe) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(method, path, headers, body);
            } catch (Answers.Busy busy) {
                if (attempt == ATTEMPTS || busy.until().compareTo(LONGEST_WAIT) > 0) {
                    throw busy.refused();
                }
                await(busy.until());
            } catch (Unreachable broken) {
                if (!safe || attempt == ATTEMPTS || !broken.isPassing()) {
                    throw broken;
                }
                await(Duration.ofSeconds(attempt));
            }
        }
    }

    private Answer once(String method, String path, Map<String, String> headers, Tree body) {
        try {
            HttpURLConnection connection = connecting.open(method, path, PATIENCE);
            new LinkedHashMap<>(headers).forEach(connection::setRequestProperty);
            if (body != null) {
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setDoOutput(true);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body.asJson().getBytes(StandardCharsets.UTF_8));
                }
            }
            return Answers.read(connection, LARGEST);
        } catch (IOException e) {
            throw connecting.unreachable(e);
        }
    }

    private void await(Duration duration) {
        try {
            pause.last(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unreachable.lasting("Interrupted while waiting for " + target + ".");
        }
    }
}
