/**
 * What the client shows, as pure functions: answers of the API in, lines out.
 *
 * <p>Read {@link dev.trikk.cli.view.Line} first: nothing from outside gets to a terminal but as a piece of one. May depend on
 * java.* without I/O, on the tree of JSON and on plain words.
 */
package dev.trikk.cli.view;
