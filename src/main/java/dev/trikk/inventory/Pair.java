package dev.trikk.inventory;

import java.util.List;
import java.util.stream.Stream;

/**
 * A proxy and its app server: what leaves and re-enters the rotation together.
 *
 * @param name unique in its pool
 * @param proxy name of the server with the httpd
 * @param app name of the server with the applications; the same as {@code proxy} where they share a machine
 * @param member what the load balancer calls it
 */
public record Pair(String name, String proxy, String app, String member) {

    /** The one or two servers of this pair. */
    public List<String> servers() {
        return Stream.of(proxy, app).distinct().toList();
    }
}
