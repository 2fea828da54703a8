/**
 * Requests and answers as JSON text, as {@code config/request.schema.json} publishes it.
 * Read {@link dev.trikk.request.json.JsonRequests} first.
 * May depend on {@code dev.trikk.request}, other feature roots, {@code dev.trikk.json} and Jackson.
 */
package dev.trikk.request.json;
