package dev.trikk.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.remote.Script;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is sent, to the letter. Who changes a script reads here what the server gets. */
class ScriptTextTest {
    private final Errand errand = Given.shop().errand();

    @Test
    void a_switch() throws IOException {
        assertThat(text(SwitchScript.of(errand, Duty.RUN))).isEqualTo(expected("switch.sh"));
    }

    @Test
    void a_restart() throws IOException {
        assertThat(text(RestartScript.of(errand))).isEqualTo(expected("restart.sh"));
    }

    @Test
    void a_verify() throws IOException {
        assertThat(text(VerifyScript.of(errand, Duty.RUN))).isEqualTo(expected("verify.sh"));
    }

    @Test
    void every_script_has_the_deadline_of_its_errand() {
        assertThat(EveryScript.of(errand)).extracting(Script::deadline).containsOnly(errand.deadline());
    }

    @Test
    void every_exit_code_has_a_meaning_of_its_own() {
        for (Script script : EveryScript.of(errand)) {
            assertThat(Pattern.compile("die (\\w+) ").matcher(script.text()).results())
                    .as(script.name())
                    .allSatisfy(die -> assertThat(ExitCode.of(Integer.parseInt(die.group(1))))
                            .isPresent());
        }
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::code)).doesNotHaveDuplicates();
    }

    private String text(Script script) {
        return script.text().replace(errand.release().checksum().hex(), "CHECKSUM");
    }

    private static String expected(String name) throws IOException {
        try (InputStream resource = ScriptTextTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(resource, name).readAllBytes(), UTF_8);
        }
    }
}
