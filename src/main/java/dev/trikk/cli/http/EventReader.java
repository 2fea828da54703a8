package dev.trikk.cli.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/** Takes a stream of server-sent events apart, as the HTML standard says. */
final class EventReader {
    private final BufferedReader lines;
    private Optional<String> id = Optional.empty();

    EventReader(BufferedReader lines) {
        this.lines = lines;
    }

    /** The next event; empty at the end of the stream, where an event without its empty line is none. */
    Optional<Sent> next() throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && data.length() > 0) {
                return Optional.of(new Sent(Sent.Kind.EVENT, id, data.substring(1)));
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            if (field.equals("data")) {
                data.append('\n').append(value);
            } else if (field.equals("id")) {
                id = Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
