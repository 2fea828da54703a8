package dev.trikk.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @ParameterizedTest
    @ValueSource(strings = {"app@web1:22", "app_1@web-1.example.org:2222", "a.b-c@10.0.0.7:65535", "app@my_server:22"})
    void reads_what_it_writes(String text) {
        assertThat(Destination.parse(text)).hasToString(text);
    }

    @Test
    void the_port_is_22_unless_said_otherwise() {
        assertThat(Destination.parse("app@web1")).isEqualTo(new Destination("app", "web1", 22));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web1:22",
                "app@:22",
                "@web1:22",
                "app:secret@web1:22",
                "app@web1:0",
                "app@web1:65536",
                "app@web1:22?timeout=1",
                "app@web1:22&timeout=1",
                "app@web1/x:22",
                "app@web 1:22",
                "app@web1#x:22",
                "app@other@web1:22",
                "app@[::1]:22",
                "-oProxyCommand=x@web1:22",
                "app@-web1:22",
                "${bean:x}@web1:22",
                "app@web1:22\n"
            })
    void refuses_what_could_mean_something_else_in_an_uri(String text) {
        assertThatThrownBy(() -> Destination.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
