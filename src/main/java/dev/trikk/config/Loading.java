package dev.trikk.config;

import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One reading of the whole configuration. Collects every problem before it gives up. */
final class Loading {
    private static final String PREFIX = "TRIKK_";
    /** Read by the launcher and by the client, not by us. */
    private static final Set<String> OTHERS = Set.of("TRIKK_JAVA_OPTS", "TRIKK_URL", "TRIKK_TOKEN", "TRIKK_TOKEN_FILE");

    private record Value(String text, String where) {}

    private final Reference reference;
    private final Map<String, String> environment;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Secret> secrets = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Loading(Reference reference, Map<String, String> environment) {
        this.reference = reference;
        this.environment = environment;
        reference.keys().values().forEach(key -> values.put(key.name(), new Value(key.preset(), "default")));
    }

    void read(Path file) {
        try {
            take(file, Files.readAllLines(file));
        } catch (NoSuchFileException missing) {
            problems.add(file + ": the file does not exist; --config names it.");
        } catch (IOException unreadable) {
            problems.add(file + ": the file cannot be read as UTF-8 text (" + unreadable + ").");
        }
    }

    private void take(Path file, List<String> lines) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (Entry entry : Entry.read(lines, problems::add, file.toString())) {
            String where = file + ":" + entry.line();
            Integer before = seen.putIfAbsent(entry.key(), entry.line());
            if (before != null) {
                problems.add(where + ": " + Quoted.of(entry.key()) + " is already in line " + before + ".");
            } else if (values.containsKey(entry.key())) {
                values.put(entry.key(), new Value(entry.value(), where));
            } else {
                problems.add(where + ": there is no key " + Quoted.of(entry.key())
                        + Nearest.question(entry.key(), values.keySet()));
            }
        }
    }

    void readEnvironment() {
        Map<String, String> keys = new LinkedHashMap<>();
        reference.keys().values().forEach(key -> keys.put(key.variable(), key.name()));
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (keys.containsKey(variable)) {
                values.put(keys.get(variable), new Value(value.strip(), "environment variable " + variable));
            }
        });
        Set<String> known = new HashSet<>(keys.keySet());
        known.addAll(OTHERS);
        known.addAll(variablesOfSecrets());
        new TreeMap<>(environment)
                .keySet().stream()
                        .filter(variable -> variable.startsWith(PREFIX) && !known.contains(variable))
                        .forEach(variable -> problems.add("environment variable " + Quoted.of(variable)
                                + ": there is no such key" + Nearest.question(variable, keys.keySet())));
    }

    private List<String> variablesOfSecrets() {
        return reference.keys().values().stream()
                .filter(key -> key.form().kind() == Form.Kind.SECRET)
                .flatMap(key -> Vault.variable(values.get(key.name()).text()).stream())
                .toList();
    }

    Settings settings() {
        reference.keys().values().forEach(this::check);
        checkSender();
        if (!problems.isEmpty()) {
            throw new BadConfiguration(problems);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> texts.put(key, value.text()));
        return new Settings(reference, texts, secrets, warnings);
    }

    private void check(Reference.Key key) {
        Value value = values.get(key.name());
        if (value.text().isEmpty()) {
            if (!key.preset().isEmpty()) {
                problems.add(
                        value.where() + ": " + key.name() + " must not be empty; its default is " + key.preset() + ".");
            }
        } else if (key.form().kind() == Form.Kind.SECRET) {
            fetch(key, value);
        } else if (!key.form().fits(value.text())) {
            problems.add(value.where() + ": " + key.name() + " is " + Quoted.of(value.text()) + ", but must be "
                    + key.form().inWords() + ".");
        }
    }

    private void fetch(Reference.Key key, Value value) {
        try {
            secrets.put(key.name(), new Vault(environment, warnings::add).fetch(key.name(), value.text()));
        } catch (Vault.NotFetched notFetched) {
            problems.add(value.where() + ": " + key.name() + " " + notFetched.getMessage());
        }
    }

    /** Without a sender the first mail would fail, and with it the first report of a failed deployment. */
    private void checkSender() {
        Value host = values.get("trikk.mail.host");
        if (host != null
                && !host.text().isEmpty()
                && values.get("trikk.mail.from").text().isEmpty()) {
            problems.add(host.where() + ": trikk.mail.host is set, so trikk.mail.from must be set too.");
        }
    }
}
