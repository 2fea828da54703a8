package dev.trikk.control;

import java.util.Optional;

/**
 * What a person wants of one environment: that it takes nothing new, or that it does again.
 *
 * @param id idempotency key: the same id twice is one command
 * @param thaw whether the freeze by hand shall end
 * @param environment which
 * @param until when the freeze ends by itself, as it was written
 * @param reason why
 * @param by who
 */
public record FreezeCommand(
        String id, boolean thaw, String environment, Optional<String> until, Optional<String> reason, String by) {}
