package dev.trikk.notify;

import java.util.List;

/**
 * Writes one report. Who writes says what it is, the pen how it looks: so the plain text and the HTML of a report always
 * say the same. Pens escape everything they are given.
 */
interface Pen {

    /** The first line: how it went, in one word, and what. */
    void headline(Headline outcome, String what);

    /** Names with their values. */
    void facts(List<Fact> facts);

    void heading(String text);

    void paragraph(String text);

    void bullets(List<String> items);

    /** What a program printed or a person wrote, line by line, with its blanks. */
    void output(List<String> lines);

    /** Something to type, and what for. */
    void command(String command, String purpose);

    /** One line per thing done. */
    void table(List<Row> rows);

    /** One line per deployment of a train. */
    void trips(List<Trip> trips);

    /** The finished text. */
    String text();

    /**
     * A name with its value.
     *
     * @param name what it is
     * @param lines its value; one line, but for what people wrote
     */
    record Fact(String name, List<String> lines) {
        Fact(String name, String line) {
            this(name, List.of(line));
        }
    }

    /** What one application of a train has had. */
    record Trip(String application, String versions, String outcome, String duration, boolean failed) {}

    /** One line of the table. */
    record Row(String server, String stage, String action, String outcome, String duration, boolean failed) {}
}
