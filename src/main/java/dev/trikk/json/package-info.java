/**
 * How documents from outside are read as JSON: with limits, against a published schema, with complaints for people.
 * Read {@link dev.trikk.json.StrictJson} first.
 * May depend on {@code dev.trikk.request}, {@code dev.trikk.text}, Jackson and the JSON Schema validator; adapters use it.
 */
package dev.trikk.json;
