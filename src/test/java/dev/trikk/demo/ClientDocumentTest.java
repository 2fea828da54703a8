package dev.trikk.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.Launched;
import dev.trikk.Transcript;
import dev.trikk.cli.Commands;
import dev.trikk.cli.Exit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** Whoever follows the document beside the demo sees what it shows. */
class ClientDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/cli.md");

    @TempDir
    private Path temporary;

    @Test
    void every_command_of_the_document_does_what_it_says() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(out, true, UTF_8), Ansi.OFF);
        Path home = Files.createDirectory(temporary.resolve("home"));
        Launched.into(home);
        try (Demo demo = new Demo(Files.createDirectory(temporary.resolve("demo")), DemoKind.HAPROXY, screen)) {
            assertThat(demo.run()).as(out.toString(UTF_8)).isTrue();
            demo.invite();
            Files.copy(
                    temporary.resolve("demo/repository/dev/trikk/demo/shop/1.1/shop-1.1-standalone.zip"),
                    home.resolve("build.zip"));

            new Transcript(DOCUMENT, home, invitation(out.toString(UTF_8))).replay();
        }
    }

    @Test
    void every_command_of_the_client_is_in_the_document() throws Exception {
        String commands = new Transcript(DOCUMENT, temporary, Map.of()).commands();

        assertThat(Commands.ofTheClient())
                .allSatisfy(name -> assertThat(commands).containsPattern("(?m)^(.*[ =])?trikk " + name + "\\b"));
    }

    @Test
    void the_table_of_exit_codes_has_every_one() throws Exception {
        assertThat(Files.readString(DOCUMENT).lines().filter(line -> line.matches("\\| `\\d+` \\|.*")))
                .map(line -> line.replaceFirst("\\| `(\\d+)`.*", "$1"))
                .containsExactlyElementsOf(Stream.of(Exit.values())
                        .map(exit -> String.valueOf(exit.code()))
                        .toList());
    }

    /** What the demo says is to be exported. */
    private static Map<String, String> invitation(String told) {
        String line =
                told.lines().filter(one -> one.contains("export ")).findFirst().orElseThrow();
        String[] words = line.strip().split("[ =]", -1);
        return Map.of(words[1], words[2], words[3], words[4]);
    }
}
