package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a command says when it cannot start: one sentence, with the list of problems if there are several. */
final class Refusal {
    private static final String NOTICE = "[0-9:.]+ (INFO |WARN ) (Main|Passwords|Wiring|Notifiers): .*";

    private Refusal() {}

    /** In this JVM. */
    static String of(Site site, String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        if (!words.contains("--config")) {
            words.addAll(List.of("--config", site.file().toString()));
        }
        StringWriter err = new StringWriter();
        int exit = Main.commandLine().setErr(new PrintWriter(err, true)).execute(words.toArray(String[]::new));
        assertThat(exit).as(err.toString()).isEqualTo(1);
        return oneSentence(err.toString().strip());
    }

    /** In a process of its own, with all that it writes besides notices. */
    static String ofProcess(Site site, String... arguments) {
        try (TrikkProcess trikk = TrikkProcess.start(site, arguments)) {
            assertThat(trikk.awaitEnd()).as(trikk.err()).isEqualTo(1);
            assertThat(trikk.out()).isEmpty();
            return oneSentence(
                    trikk.err().lines().filter(line -> !line.matches(NOTICE)).collect(Collectors.joining("\n")));
        }
    }

    private static String oneSentence(String text) {
        assertThat(text.lines().filter(line -> !line.startsWith("  "))).as(text).hasSize(1);
        assertThat(text).startsWith("trikk: ").doesNotContain("Exception", "null", "\tat ");
        return text;
    }
}
