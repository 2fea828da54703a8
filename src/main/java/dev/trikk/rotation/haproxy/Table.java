package dev.trikk.rotation.haproxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two forms in which HAProxy prints rows. Columns go by name: new versions add some. */
final class Table {
    private Table() {}

    /** A line that begins with {@code #} and names the columns, then rows; all divided by spaces. */
    static List<Map<String, String>> ofWords(String text) {
        List<List<String>> lines = text.lines()
                .dropWhile(line -> !line.startsWith("# "))
                .map(line -> List.of(line.split(" ", -1)))
                .toList();
        return rows(lines, 1);
    }

    /** The same as CSV after RFC 4180: a quoted field may hold commas, line ends and doubled quotes. */
    static List<Map<String, String>> ofCsv(String text) {
        return rows(records(text.startsWith("# ") ? text.substring(2) + "\n" : ""), 0);
    }

    private static List<Map<String, String>> rows(List<List<String>> lines, int markers) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            List<String> names = lines.get(0).subList(markers, lines.get(0).size());
            Map<String, String> row = new HashMap<>();
            for (int column = 0; column < Math.min(names.size(), line.size()); column++) {
                row.put(names.get(column), line.get(column));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> records(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign == '"') {
                boolean doubled = quoted && at + 1 < text.length() && text.charAt(at + 1) == '"';
                if (doubled) {
                    field.append(text.charAt(++at));
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || (sign != ',' && sign != '\n')) {
                field.append(sign);
            } else {
                record.add(field.toString());
                field.setLength(0);
                if (sign == '\n') {
                    records.add(record);
                    record = new ArrayList<>();
                }
            }
        }
        return records;
    }
}
