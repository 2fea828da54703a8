package dev.trikk.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CappedOutputTest {
    private final CappedOutput output = new CappedOutput(10);

    private void write(String text, int pieces) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int offset = 0; offset < bytes.length; offset += pieces) {
            output.write(bytes, offset, Math.min(pieces, bytes.length - offset));
        }
    }

    @Test
    void keeps_everything_up_to_its_limit() {
        write("0123456789", 3);

        assertThat(output.text()).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 11, 26})
    void keeps_the_start_and_the_end_of_more_whatever_the_pieces(int pieces) {
        write("abcdefghijklmnopqrstuvwxyz", pieces);

        assertThat(output.text()).isEqualTo("abcde\n[... 16 bytes left out ...]\nvwxyz");
    }

    @Test
    void takes_single_bytes() {
        output.write('a');
        output.write('b');

        assertThat(output.text()).isEqualTo("ab");
    }
}
