/**
 * What a person may want of a deployment, and what follows from it: hold, approve, cancel, retry, why.
 *
 * <p>Read {@link dev.trikk.control.Command} first, then {@link dev.trikk.control.Move}. May depend on java.* and other feature
 * roots; never on Camel or a database.
 */
package dev.trikk.control;
