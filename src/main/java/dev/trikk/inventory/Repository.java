package dev.trikk.inventory;

import java.net.URI;
import java.util.Optional;

/**
 * A repository in Maven layout: Artifactory, Nexus or plain files over HTTP.
 *
 * @param name its name in the inventory
 * @param url its root
 * @param httpProxy proxy through which the servers (and Trikk) reach it
 */
public record Repository(String name, URI url, Optional<URI> httpProxy) {}
