package dev.trikk.health.http;

import dev.trikk.health.Probe;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks over HTTP/1.1, directly even where a proxy is set. A redirect is an answer and is not followed. Reads the first 64
 * KiB of the body. The JDK's client repeats a GET by itself when an idle connection turns out to be dead, so a restart
 * between two questions is not taken for a failure.
 */
public final class HttpProbe implements Probe {
    private static final int LONGEST_BODY = 64 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    @Override
    public Answer ask(URI url, Duration timeout) {
        CompletableFuture<HttpResponse<String>> answer;
        try {
            HttpRequest request = HttpRequest.newBuilder(url).build();
            answer = client.sendAsync(request, response -> new StartOfBody(LONGEST_BODY));
        } catch (IllegalArgumentException wrong) {
            return new Answer(0, "cannot ask " + url + ": " + wrong.getMessage());
        }
        return await(answer, timeout);
    }

    /** The request's own timeout ends with the headers; this one covers the body too. */
    private static Answer await(CompletableFuture<HttpResponse<String>> answer, Duration timeout) {
        try {
            HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body());
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new Answer(0, "no complete answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException failure) {
            return new Answer(0, words(failure.getCause()));
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer(0, "interrupted while waiting for the answer");
        }
    }

    /** The client's connect failures often carry no message. */
    private static String words(Throwable failure) {
        if (failure.getMessage() != null) {
            return failure.getMessage();
        }
        return failure instanceof ConnectException
                ? "no connection"
                : failure.getClass().getSimpleName();
    }
}
