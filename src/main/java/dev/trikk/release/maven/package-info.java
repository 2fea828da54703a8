/**
 * Releases from repositories in Maven layout over HTTP: plain files, Artifactory and Nexus 3 have the same paths.
 * Read {@link dev.trikk.release.maven.MavenReleases} first, then {@link dev.trikk.release.maven.MavenLayout}.
 * Depends on the release, inventory and http features, the JDK's HTTP client and StAX, Jackson, and Maven's versions.
 */
package dev.trikk.release.maven;
