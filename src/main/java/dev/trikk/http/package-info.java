/**
 * Calls over HTTP as values, and the port that sends them: what trackers, wikis, chats and some load balancers are spoken to by.
 * Read {@link dev.trikk.http.Http} first. Pure: imports {@code java.*} and outages only; who sends lies in the package below it.
 */
package dev.trikk.http;
