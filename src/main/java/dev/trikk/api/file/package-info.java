/**
 * The tokens of the API, in a file. Read {@link dev.trikk.api.file.TokenFile} first.
 */
package dev.trikk.api.file;
