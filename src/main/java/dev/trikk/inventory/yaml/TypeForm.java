package dev.trikk.inventory.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which settings one type of balancer or notifier has. What a setting means is the adapter's to know; here is only what it must
 * look like, so that a mistake is found with its line, before anything is connected.
 */
final class TypeForm {
    private record Entry(String key, Shape shape, boolean isRequired, boolean isList) {}

    private final List<Entry> entries = new ArrayList<>();

    /** One that must be there. */
    TypeForm needs(String key, Shape shape) {
        return with(new Entry(key, shape, true, false));
    }

    /** One that may be left out. */
    TypeForm may(String key, Shape shape) {
        return with(new Entry(key, shape, false, false));
    }

    /** A list that may be left out. */
    TypeForm mayList(String key, Shape shape) {
        return with(new Entry(key, shape, false, true));
    }

    /** One or a list of them, which must be there. */
    TypeForm needsSome(String key, Shape shape) {
        return with(new Entry(key, shape, true, true));
    }

    /** The address of a system that is spoken to over HTTP, how to log in there, and how long to wait. */
    TypeForm http() {
        return needs("url", Shape.URL_OR_SECRET).login();
    }

    /** The same, but the address may be left out. */
    TypeForm mayHttp() {
        return may("url", Shape.URL_OR_SECRET).login();
    }

    private TypeForm login() {
        return may("user", Shape.LINE)
                .may("password", Shape.SECRET)
                .may("token", Shape.SECRET)
                .may("trust", Shape.PATH)
                .may("timeout", Shape.DURATION);
    }

    /** Names of all settings. */
    List<String> keys() {
        return entries.stream().map(Entry::key).toList();
    }

    private TypeForm with(Entry entry) {
        entries.add(entry);
        return this;
    }

    /** The settings as they are written; one that was left out is not there, a list is joined by commas. */
    Map<String, String> read(Fields fields) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.isRequired() || fields.has(entry.key())) {
                settings.put(
                        entry.key(),
                        entry.isList() && fields.has(entry.key())
                                ? String.join(",", list(fields, entry))
                                : fields.setting(entry.key(), entry.shape()));
            }
        }
        return Map.copyOf(settings);
    }

    /** Where at least one is needed, one alone need not be written as a list. */
    private static List<String> list(Fields fields, Entry entry) {
        return entry.isRequired() && fields.isText(entry.key())
                ? List.of(fields.setting(entry.key(), entry.shape()))
                : fields.texts(entry.key(), entry.shape());
    }
}
