package dev.trikk.config;

import dev.trikk.config.Form.Kind;
import dev.trikk.text.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trikk's configuration, complete and checked: every key has a value of the form that {@code config/trikk.properties}
 * gives it. A getter that does not match the form of its key, or a key that does not exist, is a programming error and
 * throws {@link IllegalArgumentException}. A value: it does not change and is safe for several threads.
 */
public final class Settings {
    private final Reference reference;
    private final Map<String, String> values;
    private final Map<String, Secret> secrets;
    private final List<String> warnings;

    Settings(Reference reference, Map<String, String> values, Map<String, Secret> secrets, List<String> warnings) {
        this.reference = reference;
        this.values = Map.copyOf(values);
        this.secrets = Map.copyOf(secrets);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads the defaults, then the operator's file, then the environment, and fetches the secrets. Reads files only.
     *
     * @param file the operator's file; without one the defaults count
     * @param environment usually {@link System#getenv()}
     * @throws BadConfiguration with everything that is wrong
     */
    public static Settings load(Optional<Path> file, Map<String, String> environment) {
        return load(Reference.packaged(), file, environment);
    }

    static Settings load(Reference reference, Optional<Path> file, Map<String, String> environment) {
        Loading loading = new Loading(reference, environment);
        file.ifPresent(loading::read);
        loading.readEnvironment();
        return loading.settings();
    }

    /** A text, or one of the words of a choice. Empty only where the default is; see {@link #optional}. */
    public String text(String key) {
        return value(key, Kind.TEXT, Kind.CHOICE);
    }

    /** A text, unless it is empty. */
    public Optional<String> optional(String key) {
        return Optional.of(value(key, Kind.TEXT)).filter(text -> !text.isEmpty());
    }

    /** A path; a relative one begins at the working directory. */
    public Path path(String key) {
        return Path.of(value(key, Kind.PATH));
    }

    /** A duration. */
    public Duration duration(String key) {
        return Durations.parse(value(key, Kind.DURATION)).orElseThrow();
    }

    /** A number in its documented range. */
    public int number(String key) {
        return Integer.parseInt(value(key, Kind.NUMBER));
    }

    /** A size in bytes. */
    public long size(String key) {
        return Form.bytes(value(key, Kind.SIZE)).orElseThrow();
    }

    /** Yes or no. */
    public boolean flag(String key) {
        return Boolean.parseBoolean(value(key, Kind.FLAG));
    }

    /** The entries of a list, which may have none. */
    public List<String> list(String key) {
        return Arrays.stream(value(key, Kind.LIST).split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** A secret, where one is configured. */
    public Optional<Secret> secret(String key) {
        value(key, Kind.SECRET);
        return Optional.ofNullable(secrets.get(key));
    }

    /** Sentences about what works, but should not stay so. For the log. */
    public List<String> warnings() {
        return warnings;
    }

    private String value(String key, Kind... kinds) {
        Reference.Key known = reference.keys().get(key);
        if (known == null) {
            throw new IllegalArgumentException("there is no key " + key);
        }
        if (!Arrays.asList(kinds).contains(known.form().kind())) {
            throw new IllegalArgumentException(key + " is a " + known.form().kind());
        }
        return values.get(key);
    }
}
