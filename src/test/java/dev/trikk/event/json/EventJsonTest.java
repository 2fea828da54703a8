package dev.trikk.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.event.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");

    @Test
    void an_event_is_one_line_of_json_with_its_keys_in_order() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("ending", "FAILED");
        data.put("reason", "no \"Java\"\non app1");
        Event event = new Event("e-1", Event.Type.ENDED, Optional.of("shop-17"), AT, data);

        String json = EventJson.write(event);

        assertThat(json)
                .isEqualTo("{\"format\":1,\"id\":\"e-1\",\"type\":\"ENDED\",\"deployment\":\"shop-17\","
                        + "\"at\":\"2026-03-01T12:00:00.123456Z\","
                        + "\"data\":{\"ending\":\"FAILED\",\"reason\":\"no \\\"Java\\\"\\non app1\"}}");
    }

    @Test
    void what_was_written_is_read_again() {
        Event ended = new Event("e-1", Event.Type.ENDED, Optional.of("shop-17"), AT, Map.of("reason", "blåbær"));
        Event rejected = new Event("e-2", Event.Type.REJECTED, Optional.empty(), AT, Map.of());

        assertThat(EventJson.read(EventJson.write(ended))).isEqualTo(ended);
        assertThat(EventJson.read(EventJson.write(rejected))).isEqualTo(rejected);
    }

    @Test
    void keys_of_a_later_trikk_are_skipped() {
        String json = "{\"format\":1,\"id\":\"e-1\",\"type\":\"STARTED\",\"at\":\"2026-03-01T12:00:00Z\",\"new\":[1]}";

        Event event = EventJson.read(json);

        assertThat(event.type()).isEqualTo(Event.Type.STARTED);
        assertThat(event.data()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "hello",
                "{\"format\":2,\"id\":\"e\",\"type\":\"ENDED\",\"at\":\"2026-03-01T12:00:00Z\"}",
                "{\"format\":1,\"type\":\"ENDED\",\"at\":\"2026-03-01T12:00:00Z\"}",
                "{\"format\":1,\"id\":\"e\",\"type\":\"VANISHED\",\"at\":\"2026-03-01T12:00:00Z\"}",
                "{\"format\":1,\"id\":\"e\",\"type\":\"ENDED\",\"at\":\"yesterday\"}"
            })
    void anything_else_is_refused_with_a_reason(String text) {
        assertThatThrownBy(() -> EventJson.read(text))
                .isInstanceOf(EventJson.NotAnEvent.class)
                .hasMessageStartingWith("not an event: ");
    }
}
