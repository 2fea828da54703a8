/**
 * Tells the issues of a deployment in JIRA how it went. Read {@link dev.trikk.notify.jira.JiraChannel} first. May depend on the
 * notify and http features and what these know, {@code dev.trikk.text}, Jackson and slf4j.
 */
package dev.trikk.notify.jira;
