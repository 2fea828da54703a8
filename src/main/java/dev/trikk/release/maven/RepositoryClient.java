package dev.trikk.release.maven;

import dev.trikk.http.Login;
import dev.trikk.http.Reply;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Releases.RepositoryUnavailable;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Asks repositories over HTTP. Every call throws {@link RepositoryUnavailable} when no answer came in time, or one that
 * asks us to come back later; other answers are the caller's to judge. Redirects are followed by hand, because the JDK's client
 * would take the login along to another host. Safe for several threads.
 */
public final class RepositoryClient {

    private final Duration connect;
    private final Duration timeout;
    private final Access access;
    private final Clock clock;
    private final Map<Line, HttpClient> clients = new ConcurrentHashMap<>();

    /** What needs a client of its own. */
    private record Line(Optional<URI> proxy, Optional<Path> trust) {}

    /**
     * Prepares to ask; nothing is asked yet.
     *
     * @param connect how long a connection to a repository may take
     * @param timeout how long one answer may take, with its redirects and its body
     */
    public RepositoryClient(Duration connect, Duration timeout, Access access, Clock clock) {
        this.connect = connect;
        this.timeout = timeout;
        this.access = access;
        this.clock = clock;
    }

    /** Asks whether a file is there. Where HEAD is not known, GET is sent and the body refused. */
    Answer head(Repository repository, URI file) {
        Answer answer = new Question(repository, file, "HEAD", timeout).ask(head -> new FirstBytes(0), 0);
        return answer.isWrongMethod() ? get(repository, file, 0) : answer;
    }

    /** Reads a file, up to a limit in bytes. */
    Answer get(Repository repository, URI file, int limit) {
        return new Question(repository, file, "GET", timeout).ask(head -> new FirstBytes(limit), limit);
    }

    /** Reads a file into a sink, if there is one; what comes with any other status than 200 is refused. */
    Answer get(Repository repository, URI file, FileSink sink, Duration deadline) {
        return new Question(repository, file, "GET", deadline)
                .ask(head -> head.statusCode() == 200 ? sink : new FirstBytes(0), 0);
    }

    private final class Question {
        private final Repository repository;
        private final URI file;
        private final String method;
        private final Duration timeout;
        private final long start = System.nanoTime();

        Question(Repository repository, URI file, String method, Duration timeout) {
            this.repository = repository;
            this.file = file;
            this.method = method;
            this.timeout = timeout;
        }

        Answer ask(BodyHandler<byte[]> body, int limit) {
            List<Reply> replies = new ArrayList<>();
            Optional<URI> next = Optional.of(file);
            while (next.isPresent() && replies.size() <= Hops.MOST) {
                URI here = next.get();
                Reply reply = send(here, body, limit);
                replies.add(reply);
                next = Hops.next(here, reply);
            }
            Answer answer = new Answer(List.copyOf(replies));
            if (answer.last().isPassing()) {
                throw unavailable(
                        "answers with status " + answer.status(), answer.last().retryAfter(), null);
            }
            return answer;
        }

        private Reply send(URI here, BodyHandler<byte[]> body, int limit) {
            CompletableFuture<HttpResponse<byte[]>> reply = client().sendAsync(request(here), body);
            try {
                // the client's own timeout ends with the header: a body that trickles would hold us for ever
                long left = timeout.toNanos() - (System.nanoTime() - start);
                return read(reply.get(Math.max(0, left), TimeUnit.NANOSECONDS), limit);
            } catch (TimeoutException e) {
                throw unavailable("did not answer within " + timeout.toMillis() + " ms", Optional.empty(), e);
            } catch (ExecutionException e) {
                throw unavailable(reason(e.getCause()), Optional.empty(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unavailable("was not asked to the end, Trikk is stopping", Optional.empty(), e);
            } finally {
                reply.cancel(true);
            }
        }

        private HttpRequest request(URI here) {
            HttpRequest.Builder request = HttpRequest.newBuilder(here)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .header("User-Agent", "Trikk");
            if (repository.hasLogin() && Hops.isSameOrigin(repository.url(), here)) {
                logins().forEach(login -> add(request, login));
            }
            return request.build();
        }

        private List<Login> logins() {
            try {
                return access.logins(repository);
            } catch (IllegalArgumentException e) {
                throw Refusals.unknown(repository, "cannot be logged in to: " + e.getMessage());
            }
        }

        /** Without the client's own sentence, which shows the value. */
        private void add(HttpRequest.Builder request, Login login) {
            try {
                request.header(login.header(), login.value());
            } catch (IllegalArgumentException e) {
                throw Refusals.unknown(
                        repository,
                        "cannot be logged in to: its secret holds what no header can carry, such as a line break");
            }
        }

        private HttpClient client() {
            Line line = new Line(repository.httpProxy(), repository.trust());
            try {
                return clients.computeIfAbsent(line, one -> made(repository));
            } catch (IllegalArgumentException e) {
                throw Refusals.unknown(repository, "cannot be trusted: " + e.getMessage());
            }
        }

        private RepositoryUnavailable unavailable(String reason, Optional<Duration> after, Throwable cause) {
            String text = MavenLayout.named(repository) + " " + reason + ": " + MavenLayout.shown(file);
            return new RepositoryUnavailable(text, after, cause);
        }
    }

    private Reply read(HttpResponse<byte[]> response, int limit) {
        byte[] body = response.body();
        boolean isCut = body.length > limit;
        return new Reply(
                response.statusCode(),
                response.headers().map(),
                isCut ? Arrays.copyOf(body, limit) : body,
                isCut,
                clock.instant());
    }

    private static String reason(Throwable cause) {
        return cause instanceof SSLException
                ? "cannot be trusted (" + cause + "); \"trust\" names a file with the certificate that signed its own"
                : "cannot be asked (" + cause + ")";
    }

    /** Repository without a proxy: none, whatever the JVM was told, because the servers would go directly too. */
    private HttpClient made(Repository repository) {
        HttpClient.Builder client = HttpClient.newBuilder()
                // over plain HTTP the other version starts with an upgrade, which old repositories and proxies trip
                // over
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .proxy(repository.httpProxy().map(RepositoryClient::through).orElse(HttpClient.Builder.NO_PROXY));
        access.trust(repository).ifPresent(client::sslContext);
        return client.build();
    }

    private static ProxySelector through(URI proxy) {
        int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
        return ProxySelector.of(InetSocketAddress.createUnresolved(proxy.getHost(), port));
    }
}
