package dev.trikk.cli.completion;

import dev.trikk.cli.json.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names that can be typed, as lines for shells: a key, and behind it words divided by single spaces, in the order in which
 * they are offered. What no name of Trikk looks like is left out, so that nothing in a line means anything to a shell.
 */
public final class Names {
    /** The scripts look for the same letters again: a file may be written by others. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._:+~/-]{0,199}");

    private static final int MOST_WORDS = 200;
    private static final int MOST_APPLICATIONS = 1000;

    private Names() {}

    /** The lines of what the daemon says. */
    public static List<String> lines(Tree names) {
        List<String> lines = new ArrayList<>();
        List<Tree> applications = names.list("applications").stream()
                .filter(each -> WORD.matcher(each.text("name")).matches())
                .limit(MOST_APPLICATIONS)
                .toList();
        lines.add(line(
                "applications",
                applications.stream().map(each -> each.text("name")).toList(),
                MOST_APPLICATIONS));
        for (String kind : List.of("environments", "servers", "pools", "stages", "deployments", "trains")) {
            lines.add(line(kind, names.texts(kind), MOST_WORDS));
        }
        for (Tree application : applications) {
            for (String kind : List.of("environments", "versions")) {
                lines.add(line(kind + "/" + application.text("name"), application.texts(kind), MOST_WORDS));
            }
        }
        return List.copyOf(lines);
    }

    private static String line(String key, List<String> words, int most) {
        StringBuilder line = new StringBuilder(key);
        words.stream().filter(word -> WORD.matcher(word).matches()).limit(most).forEach(word -> line.append(' ')
                .append(word));
        return line.toString();
    }
}
