package dev.trikk.cli.http;

import dev.trikk.cli.json.Tree;
import java.util.Optional;

/**
 * What the API has answered.
 *
 * @param status of HTTP, from 200 up
 * @param tree the document; nothing where there is none
 * @param etag what the document is known by
 * @param date the daemon's time, as HTTP writes it
 */
public record Answer(int status, Tree tree, Optional<String> etag, Optional<String> date) {
    /** Whether what was known already still holds. */
    public boolean isUnchanged() {
        return status == 304;
    }
}
