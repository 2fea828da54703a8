package dev.trikk.operate;

import java.time.Instant;
import java.util.Optional;

/**
 * How a queue stood.
 *
 * @param messages those in it, those in the hands of a consumer included
 * @param oldest when the message in front came in; nothing where it is empty
 */
public record QueueState(long messages, Optional<Instant> oldest) {}
