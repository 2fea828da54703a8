/**
 * What is installed: one exact version of an application with the digest of its file, and where such releases come from.
 * Read {@link dev.trikk.release.Releases} first, then {@link dev.trikk.release.Release}.
 * Depends on the JDK's plain values and the inventory only; repositories and files are met in the sub-packages.
 */
package dev.trikk.release;
