/**
 * Who may do what over HTTP, in values and rules. Read {@link dev.trikk.api.Caller} first.
 * May depend on other feature roots; its adapters are {@code file} (the tokens) and {@code http} (the API itself).
 */
package dev.trikk.api;
