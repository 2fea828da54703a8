package dev.trikk.notify;

import java.util.List;

/**
 * As much of a text as fits in a report.
 *
 * @param lines the lines that are shown, without line ends, tabs as blanks
 * @param total how many lines the text has
 */
record Excerpt(List<String> lines, int total) {
    static final int LINES = 20;
    static final int WIDTH = 200;

    /** Reasons hold addresses and checksums, and what a person needs stands at their end. */
    static final int SENTENCE = 500;

    /** The end of what a script printed: what went wrong stands there. */
    static Excerpt endOf(String text) {
        List<String> all = text.stripTrailing().lines().toList();
        return new Excerpt(cut(all.subList(Math.max(0, all.size() - LINES), all.size())), all.size());
    }

    /** The beginning of what a person wrote. */
    static Excerpt startOf(String text) {
        List<String> all = text.strip().lines().toList();
        return new Excerpt(cut(all.subList(0, Math.min(LINES, all.size()))), all.size());
    }

    /** The text in one line of limited length. */
    static String oneLine(String text) {
        return cut(text.strip(), WIDTH);
    }

    /** One of Trikk's own sentences, in one line of limited length. */
    static String sentence(String text) {
        return cut(text.strip(), SENTENCE);
    }

    /** At most so many characters, the last of them a sign that something is missing. */
    static String cut(String text, int width) {
        if (text.codePointCount(0, text.length()) <= width) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean isCut() {
        return lines.size() < total;
    }

    private static List<String> cut(List<String> lines) {
        return lines.stream()
                .map(line -> cut(line.replace("\t", "    "), WIDTH))
                .toList();
    }
}
