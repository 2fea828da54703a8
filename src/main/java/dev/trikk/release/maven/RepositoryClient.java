package dev.trikk.release.maven;

import dev.trikk.inventory.Repository;
import dev.trikk.release.Releases.RepositoryUnavailable;
import dev.trikk.release.Releases.UnknownRelease;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks repositories over HTTP. Every call throws {@link RepositoryUnavailable} when no answer came in time, or one that
 * asks us to come back later; other answers are the caller's to judge.
 */
final class RepositoryClient {

    private final Duration connect;
    private final Duration timeout;
    private final Map<Optional<URI>, HttpClient> clients = new ConcurrentHashMap<>();

    /**
     * Prepares to ask.
     *
     * @param connect how long a connection may take
     * @param timeout how long one answer may take, with its redirects and its body
     */
    RepositoryClient(Duration connect, Duration timeout) {
        this.connect = connect;
        this.timeout = timeout;
    }

    /** Asks whether a file is there. Where HEAD is not known, GET is sent and the body refused. */
    Answer head(Repository repository, URI file) {
        Answer answer = send(repository, request(file).method("HEAD", HttpRequest.BodyPublishers.noBody()), 0);
        return answer.isWrongMethod() ? get(repository, file, 0) : answer;
    }

    /** Reads a file, up to a limit in bytes. */
    Answer get(Repository repository, URI file, int limit) {
        return send(repository, request(file).GET(), limit);
    }

    /** What to tell about an answer that is neither the file nor its absence: the same question will fare no better. */
    static UnknownRelease refusal(Repository repository, URI file, Answer answer) {
        String reason =
                switch (answer.status()) {
                    case 200 -> "sends a web page instead of the file, as logins and proxies do";
                    case 401, 403 ->
                        "does not let Trikk read the file (status " + answer.status() + "): allow anonymous reading";
                    case 407 -> "is behind a proxy that wants a login (status 407)";
                    default -> "answers with status " + answer.status();
                };
        return new UnknownRelease(MavenLayout.named(repository) + " " + reason + ": " + MavenLayout.shown(file));
    }

    private Answer send(Repository repository, HttpRequest.Builder question, int limit) {
        HttpRequest request = question.build();
        CompletableFuture<HttpResponse<byte[]>> reply = clients.computeIfAbsent(repository.httpProxy(), this::client)
                .sendAsync(request, head -> new FirstBytes(limit));
        try {
            // the client's own timeout ends with the header: a body that trickles would hold us for ever
            Answer answer = new Answer(reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS), limit);
            if (answer.isPassing()) {
                throw unavailable(repository, request, "answers with status " + answer.status(), null);
            }
            return answer;
        } catch (TimeoutException e) {
            throw unavailable(repository, request, "did not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw unavailable(repository, request, "cannot be asked (" + e.getCause() + ")", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(repository, request, "was not asked to the end, Trikk is stopping", e);
        } finally {
            reply.cancel(true);
        }
    }

    private static RepositoryUnavailable unavailable(
            Repository repository, HttpRequest request, String reason, Throwable cause) {
        String text = MavenLayout.named(repository) + " " + reason + ": " + MavenLayout.shown(request.uri());
        return new RepositoryUnavailable(text, cause);
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("User-Agent", "Trikk");
    }

    /** Repository without a proxy: none, whatever the JVM was told, because the servers would go directly too. */
    private HttpClient client(Optional<URI> proxy) {
        return HttpClient.newBuilder()
                // over plain HTTP the other version starts with an upgrade, which old repositories and proxies trip
                // over
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(connect)
                .proxy(proxy.map(RepositoryClient::through).orElse(HttpClient.Builder.NO_PROXY))
                .build();
    }

    private static ProxySelector through(URI proxy) {
        int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
        return ProxySelector.of(InetSocketAddress.createUnresolved(proxy.getHost(), port));
    }
}
