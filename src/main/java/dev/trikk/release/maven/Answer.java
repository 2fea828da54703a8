package dev.trikk.release.maven;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a repository answered.
 *
 * @param response the last reply, after redirects; its body is cut one byte after the limit
 * @param limit how long the body was allowed to be, in bytes
 */
record Answer(HttpResponse<byte[]> response, int limit) {

    private static final Pattern HTML = Pattern.compile(
            "\\A\\W*<(!doctype\\s+html|html|head|body)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    int status() {
        return response.statusCode();
    }

    boolean isFound() {
        return status() == 200 && !isHtml();
    }

    boolean isAbsent() {
        return status() == 404 || status() == 410;
    }

    /** The server does not know the method, which says nothing about the file. */
    boolean isWrongMethod() {
        return status() == 405 || status() == 501;
    }

    /** Whether asking again later may help. */
    boolean isPassing() {
        return status() == 408 || status() == 429 || (status() >= 500 && status() != 501);
    }

    /** Front proxies and logins answer with pages, often with status 200. */
    boolean isHtml() {
        return header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("html")
                || HTML.matcher(text()).matches();
    }

    boolean isTooLong() {
        return response.body().length > limit;
    }

    byte[] body() {
        return response.body();
    }

    /** The body byte by byte: digests are ASCII, and any other charset must not turn into one. */
    String text() {
        return new String(response.body(), StandardCharsets.ISO_8859_1);
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /**
     * A header of the first reply that has it. Hosted repositories send files from a storage elsewhere by redirect: the
     * repository's own headers are on the redirect, and the storage does not repeat them.
     */
    Optional<String> firstHeader(String name) {
        return Stream.iterate(Optional.of(response), Optional::isPresent, reply -> reply.orElseThrow()
                        .previousResponse())
                .flatMap(reply -> reply.orElseThrow().headers().firstValue(name).stream())
                .reduce((later, earlier) -> earlier);
    }
}
