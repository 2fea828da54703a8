package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call that a page shows, and the answer below it, if it shows one.
 *
 * @param script of sh
 * @param kind of the answer: {@code json}, of which a part may be shown, or {@code text}
 */
record Shown(String script, Optional<String> kind, String answer) {
    private static final Pattern CALL = Pattern.compile(
            "(?ms)^```sh\n(?<script>.*?)^```$(?:\\s*[^\n`]*\\s*^```(?<kind>json|text) answer\n(?<answer>.*?)^```$)?");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern NUMBER = Pattern.compile("(?m)^id: \\d+$");

    static List<Shown> of(Document page) {
        List<Shown> all = new ArrayList<>();
        // the results of Java 17 know no names of groups
        for (Matcher found = CALL.matcher(page.text()); found.find(); ) {
            all.add(of(found));
        }
        return all;
    }

    private static Shown of(Matcher found) {
        return new Shown(
                found.group("script"),
                Optional.ofNullable(found.group("kind")),
                Optional.ofNullable(found.group("answer")).orElse(""));
    }

    /** The same with other words, for instance the ids that things have in truth. */
    Shown with(Map<String, String> words) {
        String text = script;
        String told = answer;
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
            told = told.replace(word.getKey(), word.getValue());
        }
        return new Shown(text, kind, told);
    }

    /** Whether it can be called as often as one likes. */
    boolean isReading() {
        return !script.contains(" -d ") && !script.contains(" -X ");
    }

    String firstLine() {
        return script.lines().findFirst().orElseThrow();
    }

    /** Fails unless what came is what is shown, but for times and numbers that count up. */
    void compare(String out) throws IOException {
        if (kind.equals(Optional.of("text"))) {
            assertThat(plain(out)).contains(plain(answer));
        }
        if (kind.equals(Optional.of("json"))) {
            JsonNode shown = json(answer).get(0);
            List<JsonNode> came = json(out);
            assertThat(differences("$", shown, came.get(came.size() - 1)))
                    .as("%s%n answers %s", script, out)
                    .isEmpty();
        }
    }

    private static String plain(String text) {
        return NUMBER.matcher(TIME.matcher(text).replaceAll("TIME")).replaceAll("id: NUMBER");
    }

    private static List<JsonNode> json(String text) throws IOException {
        try (MappingIterator<JsonNode> all =
                new ObjectMapper().readerFor(JsonNode.class).readValues(text)) {
            return all.readAll();
        }
    }

    private static List<String> differences(String path, JsonNode shown, JsonNode came) {
        List<String> all = new ArrayList<>();
        if (shown.isContainerNode() && shown.getNodeType() == came.getNodeType()) {
            shown.properties()
                    .forEach(field -> all.addAll(
                            differences(path + "." + field.getKey(), field.getValue(), came.path(field.getKey()))));
            for (int i = 0; shown.isArray() && i < shown.size(); i++) {
                all.addAll(differences(path + "[" + i + "]", shown.get(i), came.path(i)));
            }
        } else if (!shown.equals(came) && !path.endsWith(".number") && !(isTime(shown) && isTime(came))) {
            all.add(path + ": " + shown + " is shown, " + came + " came");
        }
        return all;
    }

    private static boolean isTime(JsonNode node) {
        return TIME.matcher(node.asText()).matches();
    }
}
