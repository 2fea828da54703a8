package dev.trikk.rotation.ace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command line shows when it waits for a line: {@code HOST/CONTEXT# }, with the mode behind the context when that is one
 * for configuration.
 */
record Prompt(String context, boolean isConfiguring) {
    private static final Pattern FORM =
            Pattern.compile("(?:^|[\\r\\n])[A-Za-z0-9_.-]+/([A-Za-z0-9_.-]+)(\\(conf[^)\\r\\n]*\\))?# ?$");

    /** The prompt with which a text ends, if it does. */
    static Optional<Prompt> at(String end) {
        Matcher matcher = FORM.matcher(end);
        return matcher.find() ? Optional.of(new Prompt(matcher.group(1), matcher.group(2) != null)) : Optional.empty();
    }
}
