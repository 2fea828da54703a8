package dev.trikk.script;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.remote.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuoteTest {
    private static final String SHELLS_OWN = "'\"`$\\!*?[]{}()<>|&;#~=%-+ \t\n\r\u0001\u007fæøå€𝄞";

    @TempDir
    Path root;

    @Test
    void whatever_is_quoted_comes_out_of_the_shell_as_it_went_in() throws Exception {
        List<String> values = values();
        String text = values.stream()
                .map(value -> "sh -c " + Shell.quote("printf '%s\\0' " + Shell.quote(value)) + " >>\"$HOME/seen\"\n")
                .collect(Collectors.joining());

        new Home(root).run(text, Map.of());

        String seen = Files.readString(root.resolve("home/seen"));
        assertThat(seen.split("\0", -1)).startsWith(values.toArray(String[]::new));
    }

    @Test
    void every_single_byte_comes_out_as_it_went_in() throws Exception {
        String value = IntStream.range(1, 128).mapToObj(Character::toString).collect(Collectors.joining());

        new Home(root).run("printf %s " + Shell.quote(value) + " >\"$HOME/seen\"\n", Map.of());

        assertThat(Files.readString(root.resolve("home/seen"), ISO_8859_1)).isEqualTo(value);
    }

    /** The same ones in every run. */
    private static List<String> values() {
        int[] alphabet = SHELLS_OWN.codePoints().toArray();
        Random random = new Random(20);
        Stream<String> made = Stream.generate(() -> random.ints(random.nextInt(12), 0, alphabet.length)
                .map(index -> alphabet[index])
                .mapToObj(Character::toString)
                .collect(Collectors.joining()));
        return Stream.concat(Stream.of("", "'", "''", "\n", "-n", "$(exit 3)"), made.limit(400))
                .toList();
    }
}
