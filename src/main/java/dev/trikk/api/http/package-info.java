/**
 * The API over HTTP, as {@code config/openapi.yaml} says. Read {@link dev.trikk.api.http.ApiServer} first.
 * May depend on feature roots, Vert.x, Jackson and the JSON Schema validator.
 */
package dev.trikk.api.http;
