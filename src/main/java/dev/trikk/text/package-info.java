/**
 * How Trikk reads what people write and shows it back to them: suggestions, quoted values, durations.
 * Read {@link dev.trikk.text.Quoted} first.
 * May depend on {@code java.*} only; every other package may depend on it.
 */
package dev.trikk.text;
