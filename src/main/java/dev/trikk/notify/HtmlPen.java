package dev.trikk.notify;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes HTML as mail clients want it: inline styles, nothing to load. Background and text keep the reader's own colours;
 * what we colour can be read on light and on dark.
 */
final class HtmlPen implements Pen {
    private static final String MONOSPACE = "font-family: ui-monospace, Consolas, Menlo, monospace; font-size: 13px;";
    private static final String LINE = "border-bottom: 1px solid rgba(128, 128, 128, 0.3)";

    private final StringBuilder html = new StringBuilder();

    HtmlPen(String title) {
        html.append(
                """
                <!DOCTYPE html>
                <html lang="en" style="color-scheme: light dark;">
                <head>
                <meta charset="UTF-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="supported-color-schemes" content="light dark">
                <title>%s</title>
                </head>
                <body style="margin: 0; padding: 24px;">
                <div style="max-width: 760px; margin: 0 auto; \
                font-family: system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; \
                font-size: 14px; line-height: 1.5;">
                """
                        .formatted(Escape.html(title)));
    }

    @Override
    public void headline(Headline outcome, String what) {
        html.append(
                """
                <h1 style="margin: 0 0 20px; font-size: 20px; line-height: 1.4; font-weight: 600;">\
                <span style="background-color: %s; color: #ffffff; padding: 3px 10px; border-radius: 4px; \
                font-size: 14px; letter-spacing: 0.04em; vertical-align: 2px;">%s</span> %s</h1>
                """
                        .formatted(outcome.colour(), outcome, Escape.html(what)));
    }

    @Override
    public void facts(List<Fact> facts) {
        html.append(
                "<table cellpadding=\"3\" cellspacing=\"0\" style=\"border-collapse: collapse; margin: 0 0 8px;\">\n");
        for (Fact fact : facts) {
            html.append(
                    """
                    <tr valign="top"><th scope="row" align="left" style="padding-left: 0; padding-right: 20px; \
                    font-weight: 400; white-space: nowrap; color: #767676;">%s</th><td>%s</td></tr>
                    """
                            .formatted(Escape.html(fact.name()), joined(fact.lines(), "<br>")));
        }
        html.append("</table>\n");
    }

    @Override
    public void heading(String heading) {
        html.append("<h2 style=\"margin: 28px 0 8px; font-size: 16px; font-weight: 600;\">%s</h2>\n"
                .formatted(Escape.html(heading)));
    }

    @Override
    public void paragraph(String paragraph) {
        html.append("<p style=\"margin: 8px 0;\">%s</p>\n".formatted(Escape.html(paragraph)));
    }

    @Override
    public void bullets(List<String> items) {
        html.append("<ul style=\"margin: 8px 0; padding-left: 20px;\">\n");
        items.forEach(item -> html.append("<li>%s</li>\n".formatted(Escape.html(item))));
        html.append("</ul>\n");
    }

    @Override
    public void output(List<String> lines) {
        html.append(
                """
                <pre style="margin: 8px 0; padding: 10px 14px; background-color: rgba(128, 128, 128, 0.12); \
                border-left: 3px solid #808080; white-space: pre-wrap; overflow-wrap: anywhere; %s">%s</pre>
                """
                        .formatted(MONOSPACE, joined(lines, "\n")));
    }

    @Override
    public void command(String command, String purpose) {
        html.append("<p style=\"margin: 8px 0;\">%s<br><code style=\"%s\">%s</code></p>\n"
                .formatted(Escape.html(purpose), MONOSPACE, Escape.html(command)));
    }

    @Override
    public void table(List<Row> rows) {
        heads(List.of("Server", "Stage", "Action", "Outcome"));
        rows.forEach(row ->
                line(List.of(row.server(), row.stage(), row.action()), row.outcome(), row.duration(), row.failed()));
        html.append("</table>\n");
    }

    @Override
    public void trips(List<Trip> trips) {
        heads(List.of("Application", "Versions", "Outcome"));
        trips.forEach(trip ->
                line(List.of(trip.application(), trip.versions()), trip.outcome(), trip.duration(), trip.failed()));
        html.append("</table>\n");
    }

    private void heads(List<String> heads) {
        html.append(
                """
                <table width="100%%" cellpadding="5" cellspacing="0" style="border-collapse: collapse; font-size: 13px;">
                <tr align="left" style="%s;">%s<th scope="col" align="right">Duration</th></tr>
                """
                        .formatted(
                                LINE.replace("1px", "2px"),
                                heads.stream()
                                        .map("<th scope=\"col\">%s</th>"::formatted)
                                        .collect(Collectors.joining())));
    }

    @Override
    public String text() {
        return html + "</div>\n</body>\n</html>\n";
    }

    private void line(List<String> cells, String outcome, String duration, boolean failed) {
        String result = Escape.html(outcome);
        html.append("""
                <tr style="%s;">%s<td>%s</td><td align="right">%s</td></tr>
                """
                .formatted(
                        LINE,
                        cells.stream()
                                .map(cell -> "<td>" + Escape.html(cell) + "</td>")
                                .collect(Collectors.joining()),
                        failed ? "<b style=\"color: #e5484d;\">" + result + "</b>" : result,
                        Escape.html(duration)));
    }

    private static String joined(List<String> lines, String between) {
        return lines.stream().map(Escape::html).collect(Collectors.joining(between));
    }
}
