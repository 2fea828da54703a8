/**
 * Completion at a terminal: what can be typed, as scripts of the shells, and the names they offer, as a file on disk.
 *
 * <p>Read {@link dev.trikk.cli.completion.NamesFile} first. May depend on picocli's model and {@code dev.trikk.cli.json} only: it
 * speaks to no daemon.
 */
package dev.trikk.cli.completion;
