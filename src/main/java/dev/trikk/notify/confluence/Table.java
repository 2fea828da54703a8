package dev.trikk.notify.confluence;

import dev.trikk.notify.Running;
import dev.trikk.text.Quoted;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What runs where, in storage format. Pure; the same rows make the same text, at whatever time. */
final class Table {
    private static final int LONGEST = 200;
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Table() {}

    static String of(List<Running> rows) {
        String body = rows.stream()
                .sorted(Comparator.comparing(Running::application))
                .map(Table::row)
                .collect(Collectors.joining());
        return "<p>Trikk writes this table. Changes in it are lost; what is above and below it stays.</p><table><tbody>"
                + row(
                        "th",
                        List.of(
                                "Application",
                                "Runs",
                                "Last deployment",
                                "Brought",
                                "Outcome",
                                "Ended",
                                "Asked for by"))
                + body
                + "</tbody></table>";
    }

    private static String row(Running running) {
        return row(
                "td",
                List.of(
                        running.application(),
                        running.version().orElse("nothing"),
                        running.deployment(),
                        running.brought(),
                        running.ending().name(),
                        MINUTES.format(running.endedAt()),
                        running.requestedBy().orElse("")));
    }

    private static String row(String cell, List<String> values) {
        return values.stream()
                .map(value -> "<%s>%s</%s>".formatted(cell, escaped(value), cell))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    static String escaped(String text) {
        return Quoted.plain(text, LONGEST)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
