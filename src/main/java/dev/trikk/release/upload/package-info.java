/**
 * Releases from a developer's or CI's own build: a zip in a folder of Trikk's machine, of which a copy is kept.
 * Read {@link dev.trikk.release.upload.Uploads} first.
 * Depends on the release and inventory features, and the JDK's files and zips.
 */
package dev.trikk.release.upload;
