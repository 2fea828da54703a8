package dev.trikk.cli.http;

import dev.trikk.cli.json.Json;
import dev.trikk.cli.json.Tree;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers whose texts hold what must not reach a terminal. */
final class Hostile {
    /** Fields that are no texts for people: names, times, words of the contract. */
    private static final Set<String> WORDS = Set.of(
            "id",
            "state",
            "ending",
            "kind",
            "acceptedAt",
            "startedAt",
            "endedAt",
            "heldUntil",
            "at",
            "since",
            "drainedSince",
            "rotation",
            "deployment",
            "train",
            "look",
            "server",
            "next");

    private static final Pattern TEXT = Pattern.compile("\"(\\w+)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static final Pattern ENTRY = Pattern.compile("(?<=[\\[,])(\"(?:[^\"\\\\:]|\\\\.)*)\"(?=[,\\]])");

    private Hostile() {}

    static Tree with(Tree answer, String hostile) {
        String json = Tree.of(hostile).asJson();
        String inner = json.substring(1, json.length() - 1);
        String changed = TEXT.matcher(answer.asJson())
                .replaceAll(found -> WORDS.contains(found.group(1))
                        ? Matcher.quoteReplacement(found.group())
                        : Matcher.quoteReplacement("\"" + found.group(1) + "\":\"" + found.group(2) + inner + "\""));
        String entries =
                ENTRY.matcher(changed).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + inner + "\""));
        return Json.read(entries).orElseThrow();
    }
}
