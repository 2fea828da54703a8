/**
 * Keeps a page for each environment in Confluence, with what runs there. Read {@link dev.trikk.notify.confluence.ConfluenceChannel}
 * first. May depend on the notify and http features and what these know, {@code dev.trikk.text} and Jackson.
 */
package dev.trikk.notify.confluence;
