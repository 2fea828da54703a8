/**
 * JSON as the client reads it: a tree of plain values, without data binding, which would cost more time to load than a
 * command has.
 *
 * <p>Read {@link dev.trikk.cli.json.Tree} first. May depend on java.* and on jackson-core.
 */
package dev.trikk.cli.json;
