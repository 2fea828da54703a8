package dev.trikk.inventory;

import java.util.Map;
import java.util.Optional;

/**
 * What is deployed, as the inventory describes it.
 *
 * @param name its name in requests
 * @param artifact where its releases come from
 * @param user the U in {@code U-app}: the unix user it runs as, and logs in as unless the server names another
 * @param jmxPort written to its properties
 * @param xmx written to its properties, for instance {@code 512m}
 * @param http whether the proxies serve it: their httpd is then reloaded gracefully
 * @param reload the command that reloads the httpd of a proxy gracefully
 * @param health when it counts as up; without one, its process control is believed
 * @param control how its process is stopped and started
 * @param keep how many releases stay on a server
 * @param deleteOldVersions command to delete old releases instead of Trikk's own way; gets {@code user} as argument
 * @param placements by environment name
 */
public record Application(
        String name,
        Artifact artifact,
        String user,
        int jmxPort,
        String xmx,
        boolean http,
        String reload,
        Optional<Health> health,
        Control control,
        int keep,
        Optional<String> deleteOldVersions,
        Map<String, Placement> placements) {

    /** Name of the symlink that points at the release in use. */
    public String link() {
        return user + "-app";
    }
}
