package dev.trikk.remote;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A file that shall lie on a server. Written beside its target and renamed, so a half file is never seen.
 *
 * @param file the file here
 * @param target path there, relative to the login's home directory; its folder must exist
 * @param deadline for the whole transfer
 */
public record Upload(Path file, String target, Duration deadline) {}
