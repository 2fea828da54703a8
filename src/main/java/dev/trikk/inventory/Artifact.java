package dev.trikk.inventory;

import java.util.Optional;

/**
 * Where an application's assemblies lie: Maven coordinates without the version.
 *
 * @param repository name of the repository in the inventory
 * @param group Maven groupId
 * @param name Maven artifactId: the NAME in {@code NAME-VERSION-standalone}
 * @param type file ending, {@code zip} where none is written
 * @param classifier Maven classifier, for instance {@code standalone}
 */
public record Artifact(String repository, String group, String name, String type, Optional<String> classifier) {}
