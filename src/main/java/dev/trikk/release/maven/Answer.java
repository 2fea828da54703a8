package dev.trikk.release.maven;

import dev.trikk.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a repository answered.
 *
 * @param replies redirects and at last what they led to; its body is cut at the limit that the question had
 */
record Answer(List<Reply> replies) {

    Reply last() {
        return replies.get(replies.size() - 1);
    }

    int status() {
        return last().status();
    }

    boolean isFound() {
        return status() == 200 && !last().isWebPage();
    }

    boolean isAbsent() {
        return status() == 404 || status() == 410;
    }

    /** The server does not know the method, which says nothing about the file. */
    boolean isWrongMethod() {
        return status() == 405 || status() == 501;
    }

    boolean isTooLong() {
        return last().isCut();
    }

    byte[] body() {
        return last().body();
    }

    /** The body byte by byte: digests are ASCII, and any other charset must not turn into one. */
    String text() {
        return new String(body(), StandardCharsets.ISO_8859_1);
    }

    /**
     * A header of the first reply that has it. Hosted repositories send files from a storage elsewhere by redirect: the
     * repository's own headers are on the redirect, and the storage does not repeat them.
     */
    Optional<String> firstHeader(String name) {
        return replies.stream().flatMap(reply -> reply.header(name).stream()).findFirst();
    }
}
