package dev.trikk.intake.http;

import java.util.Optional;

/** The headers of a request over HTTP. */
@FunctionalInterface
interface Headers {
    /** The first of that name, whatever its case. */
    Optional<String> first(String name);
}
