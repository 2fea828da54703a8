/**
 * Commands and answers as JSON text, as {@code config/control.schema.json} publishes it.
 * Read {@link dev.trikk.control.json.JsonCommands} first.
 * May depend on {@code dev.trikk.control}, other feature roots, {@code dev.trikk.json} and Jackson.
 */
package dev.trikk.control.json;
