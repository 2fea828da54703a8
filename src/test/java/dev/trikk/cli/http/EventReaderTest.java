package dev.trikk.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    @Test
    void comments_and_unknown_fields_are_skipped() throws IOException {
        assertThat(read(": hello\n\nretry: 3\nid: 7\nevent: x\ndata: one\n\n:\n\ndata:two\n\n"))
                .containsExactly(event("7", "one"), event("7", "two"));
    }

    @Test
    void data_of_several_lines_is_one_text() throws IOException {
        assertThat(read("id:1\r\ndata: a\r\ndata:\r\ndata:  b\r\n\r\n")).containsExactly(event("1", "a\n\n b"));
    }

    @Test
    void an_event_that_is_cut_off_is_none() throws IOException {
        assertThat(read("id: 1\ndata: a\n\nid: 2\ndata: {")).containsExactly(event("1", "a"));
    }

    private static Sent event(String id, String data) {
        return new Sent(Sent.Kind.EVENT, Optional.of(id), data);
    }

    private static List<Sent> read(String text) throws IOException {
        EventReader reader = new EventReader(new BufferedReader(new StringReader(text)));
        List<Sent> all = new ArrayList<>();
        for (Optional<Sent> next = reader.next(); next.isPresent(); next = reader.next()) {
            all.add(next.get());
        }
        return all;
    }
}
