package dev.trikk.cli.http;

import dev.trikk.cli.json.Json;
import dev.trikk.cli.json.Tree;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Takes answers apart: documents, problems, and what no daemon of ours would say. */
final class Answers {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private Answers() {}

    /** The document of an answer; at most so many bytes of it are read. */
    static Answer read(HttpURLConnection connection, int largest) throws IOException {
        int status = connection.getResponseCode();
        Optional<String> date = Optional.ofNullable(connection.getHeaderField("Date"));
        if (status == HttpURLConnection.HTTP_NOT_MODIFIED) {
            return new Answer(status, Tree.NOTHING, Optional.empty(), date);
        }
        Optional<Tree> tree = Json.read(body(connection, largest)).filter(Tree::isObject);
        if (status < 200 || status >= 300) {
            throw refusal(connection, status, tree);
        }
        return new Answer(
                status,
                tree.orElseThrow(() -> foreign(connection, status)),
                Optional.ofNullable(connection.getHeaderField("ETag")),
                date);
    }

    /** The stream of an answer. */
    static InputStream stream(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw refusal(connection, status, Json.read(body(connection, 1 << 20)));
        }
        String type = String.valueOf(connection.getContentType());
        if (!type.startsWith("text/event-stream")) {
            throw foreign(connection, status);
        }
        return connection.getInputStream();
    }

    /** A problem in the form of the daemon's. */
    static Tree problem(String detail) {
        return Tree.of(Map.of("detail", detail));
    }

    private static RuntimeException refusal(HttpURLConnection connection, int status, Optional<Tree> tree) {
        Optional<Tree> problem = tree.filter(each -> each.maybe("detail").isPresent());
        if (status == 401 || status == 403) {
            // of a file that was not wanted the JDK loses the answer's text
            boolean foreign = String.valueOf(connection.getContentType()).startsWith("text/");
            String why = foreign ? ", and not in Trikk's words: is there a proxy between?" : ".";
            return new Refused(
                    status,
                    problem.orElse(problem(
                            connection.getURL().getAuthority() + " does not let us in (HTTP " + status + ")" + why)));
        }
        if (problem.isEmpty()) {
            return foreign(connection, status);
        }
        Refused refused = new Refused(status, problem.get());
        return status == 429 ? new Busy(wait(connection), refused) : refused;
    }

    private static Duration wait(HttpURLConnection connection) {
        String seconds = String.valueOf(connection.getHeaderField("Retry-After"));
        return seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : SHORTEST_WAIT;
    }

    private static Unreachable foreign(HttpURLConnection connection, int status) {
        String place =
                connection.getURL().getProtocol() + "://" + connection.getURL().getAuthority();
        Optional<String> location = Optional.ofNullable(connection.getHeaderField("Location"));
        if (status >= 300 && status < 400 && location.isPresent()) {
            return Unreachable.lasting(place + " sends us on to " + location.get() + "; give that address as --url.");
        }
        String kind = Optional.ofNullable(connection.getContentType()).orElse("no type");
        String what = status >= 500
                ? "the daemon behind it is away, or it"
                : "it is not the API of Trikk, or a proxy between that";
        return Unreachable.lasting(place + " has answered with HTTP " + status + " and " + kind + ": " + what
                + " has no answer of Trikk's form.");
    }

    private static String body(HttpURLConnection connection, int largest) throws IOException {
        InputStream stream =
                connection.getResponseCode() >= 400 ? connection.getErrorStream() : connection.getInputStream();
        if (stream == null) {
            return "";
        }
        try (stream) {
            byte[] bytes = stream.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw Unreachable.lasting("The answer of " + connection.getURL().getAuthority() + " has more than "
                        + (largest >> 20) + " MB.");
            }
            // the JDK takes the end of the connection for the end of the document
            if (bytes.length < connection.getContentLengthLong()) {
                throw new EOFException("only a part of the answer came");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The daemon wants fewer requests. */
    static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Duration wait;
        private final transient Refused refused;

        private Busy(Duration wait, Refused refused) {
            super(refused);
            this.wait = wait;
            this.refused = refused;
        }

        /** How long it asks us to wait. */
        Duration until() {
            return wait;
        }

        /** What it said. */
        Refused refused() {
            return refused;
        }
    }
}
