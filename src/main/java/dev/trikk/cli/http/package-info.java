/**
 * The client's end of the HTTP API: requests and answers, the stream of events, and what keeps a token from those whom it is
 * not meant for.
 *
 * <p>Read {@link dev.trikk.cli.http.Client} first. May depend on java.* and on the tree of JSON: {@code HttpURLConnection} is
 * loaded in a third of the time that {@code java.net.http} needs.
 */
package dev.trikk.cli.http;
