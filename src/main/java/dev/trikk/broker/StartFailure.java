package dev.trikk.broker;

import java.net.BindException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why an embedded broker did not start, in a sentence that says what to do. ActiveMQ says it in three layers of exceptions. */
final class StartFailure {
    private static final Pattern LISTENING = Pattern.compile("bind to server socket: ([^?\\s]+)");
    private static final Pattern LOCKED = Pattern.compile("(\\S+) (could not be locked|is locked)");

    private StartFailure() {}

    static String inWords(Path configuration, Throwable failure) {
        return listening(failure)
                .or(() -> locked(failure))
                .orElseGet(() -> "the broker of " + configuration + " cannot be started: " + root(failure));
    }

    private static Optional<String> listening(Throwable failure) {
        return chain(failure).anyMatch(BindException.class::isInstance)
                ? Optional.of("the broker cannot listen on "
                        + first(LISTENING, failure).orElse("its ports") + ": "
                        + root(failure) + "; trikk.broker.host, trikk.broker.openwire.port, trikk.broker.stomp.port"
                        + " and trikk.broker.amqp.port say where it listens")
                : Optional.empty();
    }

    private static Optional<String> locked(Throwable failure) {
        return first(LOCKED, failure)
                .map(file -> "another broker uses " + file + "; stop it, or name another folder as trikk.data");
    }

    private static Optional<String> first(Pattern pattern, Throwable failure) {
        return chain(failure)
                .map(Throwable::getMessage)
                .map(String::valueOf)
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    static String root(Throwable failure) {
        return String.valueOf(
                chain(failure).reduce((outer, inner) -> inner).orElse(failure).getMessage());
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause);
    }
}
