/**
 * Requests and answers as JSON text, as {@code config/request.schema.json} publishes it.
 * Read {@link dev.trikk.request.json.JsonRequests} first.
 * May depend on {@code dev.trikk.request}, other feature roots, Jackson and the JSON Schema validator.
 */
package dev.trikk.request.json;
