package dev.trikk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file of this repository, and what a test can find wrong in it. */
record Document(Path file, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```([^\n]*)\n(.*?)^ *```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern TRIKK_WORD = Pattern.compile("(?<![\\w./-])trikk\\.[a-z][A-Za-z]*(?:\\.[A-Za-z]+)*");

    /** Every Markdown file, but for what was built or belongs to no one. */
    static List<Document> all() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().matches("(target|data|\\.[^/]*)/.*"))
                    .sorted()
                    .map(Document::of)
                    .toList();
        }
    }

    static Document of(Path file) {
        try {
            return new Document(file, Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    /** The texts of the code blocks that are marked so, for instance {@code yaml inventory}. */
    List<String> blocks(String mark) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(mark))
                .map(block -> block.group(2).stripIndent())
                .toList();
    }

    /** Relative links that lead to no file, or to no heading of it. */
    List<String> deadLinks() {
        return found(LINK, CODE.matcher(prose()).replaceAll(""))
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(Predicate.not(this::leadsSomewhere))
                .toList();
    }

    private boolean leadsSomewhere(String link) {
        String[] parts = link.split("#", 2);
        Path folder = file.toAbsolutePath().getParent();
        Path target = parts[0].isEmpty() ? file : folder.resolve(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1 || of(target).headings().contains(parts[1]));
    }

    private List<String> headings() {
        return found(HEADING, prose())
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    /** Words that look like keys of the configuration, queues or files of Trikk, but are none of those known. */
    List<String> unknownWords(Predicate<String> known) {
        return found(TRIKK_WORD, text)
                .map(MatchResult::group)
                .filter(Predicate.not(known))
                .distinct()
                .toList();
    }

    /** The first column of the table rows whose cell is one word in code style. */
    List<String> rowsOfCode() {
        return found(Pattern.compile("(?m)^\\| `([^`]+)` \\|"), text)
                .map(row -> row.group(1))
                .toList();
    }

    private String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
