package dev.trikk.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * One key of a properties file with its place.
 *
 * @param line number of the line it begins at, from 1
 * @param comment the comment lines directly above it, without their {@code #}
 */
record Entry(int line, String key, String value, List<String> comment) {

    /** Reads what {@link Properties} would read, but keeps the line numbers, which that class throws away. */
    static List<Entry> read(List<String> lines, Consumer<String> problems, String file) {
        List<Entry> entries = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        for (int next = 0; next < lines.size(); next++) {
            int begin = next;
            String line = lines.get(next).strip();
            if (line.isEmpty()) {
                comment.clear();
            } else if (line.startsWith("#") || line.startsWith("!")) {
                comment.add(line.substring(1).strip());
            } else {
                StringBuilder logical = new StringBuilder(lines.get(next));
                while (continues(lines.get(next)) && next + 1 < lines.size()) {
                    logical.append('\n').append(lines.get(++next));
                }
                parse(logical.toString(), begin + 1, List.copyOf(comment), entries, problems, file);
                comment.clear();
            }
        }
        return entries;
    }

    private static void parse(
            String text, int line, List<String> comment, List<Entry> entries, Consumer<String> problems, String file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException malformed) {
            problems.accept(file + ":" + line + ": \\u must be followed by four hex digits.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        properties
                .stringPropertyNames()
                .forEach(key -> entries.add(
                        new Entry(line, key, properties.getProperty(key).strip(), comment)));
    }

    /** An odd number of backslashes at the end joins the next line; an even number is backslashes. */
    private static boolean continues(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }
}
