package dev.trikk.remote;

import java.time.Duration;

/**
 * What shall be done on a server: a POSIX shell script as a value, so that it can be printed, compared and dry-run.
 *
 * @param name short name for reports and logs, for instance {@code install}
 * @param text the script; the server's shell reads it from standard input
 * @param deadline after this the server ends it, whatever it is doing
 */
public record Script(String name, String text, Duration deadline) {}
