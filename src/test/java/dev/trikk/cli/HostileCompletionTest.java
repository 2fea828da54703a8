package dev.trikk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.completion.ShellScript;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Completion where a file, an address or a person means harm or does it: nothing is run, and nothing strange is shown. */
class HostileCompletionTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @TempDir
    Path home;

    private NamesAtHand names(String url) {
        return new NamesAtHand(home, url);
    }

    @ParameterizedTest
    @EnumSource
    void what_no_name_looks_like_is_neither_run_nor_shown(ShellScript shell) throws Exception {
        String touch = "touch${IFS}" + home.resolve("touched");
        names(NOWHERE.toString())
                .overwritten(
                        "trikk-names 1 " + Instant.now().getEpochSecond() + " " + NOWHERE,
                        "etag $(" + touch + ")",
                        "applications safe $(" + touch + ")",
                        "environments `" + touch + "` safe",
                        "servers safe;" + touch,
                        "pools 'safe' \"safe\"",
                        "stages \u001b]0;owned\u0007 \u001b[31msafe",
                        "deployments a[$(" + touch + ")] safe",
                        "trains train-1",
                        "versions/safe 1.0 \\$(" + touch + ")");

        try (Completing terminal = Completing.in(shell, home, Completing.at(NOWHERE))) {
            for (String line : List.of("deploy ", "freeze ", "log x ", "drain ", "stages pause ", "deploy safe ")) {
                terminal.offersNothing("trikk " + line);
            }
            assertThat(terminal.raw()).doesNotContain("\u001b[31m").doesNotContain("owned");
            terminal.becomes("trikk watch ", "trikk watch train-1 ");
        }

        assertThat(home.resolve("touched")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_typed_is_not_run_before_enter(ShellScript shell) throws Exception {
        String touch = "touch ${HOME}/touched";
        String url = "http://trikk/'\"$(" + touch + ")`" + touch + "`;" + touch;
        names(url).old("applications shop");

        try (Completing terminal = Completing.in(shell, home, Map.of("TRIKK_URL", url))) {
            terminal.becomes("trikk deploy ", "trikk deploy shop ");
            terminal.offersNothing("trikk deploy '$(" + touch + ")' ");
            terminal.offersNothing("trikk deploy \"`" + touch + "`\" ");
            terminal.offersNothing("trikk deploy --url='$(" + touch + ")' ");
            terminal.offersNothing("trikk deploy '--$(" + touch + ")' shop ");
            terminal.offersNothing("trikk deploy '--[$(" + touch + ")]=x' shop ");
            terminal.offersNothing("trikk '$(" + touch + ")' ");
            terminal.offersNothing("trikk deploy 'a[$(" + touch + ")]' ");
            terminal.offersNothing("trikk deploy 'shop ");
            terminal.offersNothing("trikk deploy '* [' ? \\\\ ");
        }

        assertThat(home.resolve("touched")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_file_offers_nothing(ShellScript shell) throws Exception {
        NamesAtHand names = names(NOWHERE.toString());
        String head = "trikk-names 1 " + Instant.now().getEpochSecond() + " ";

        try (Completing terminal = Completing.in(shell, home, Completing.at(NOWHERE))) {
            Files.delete(home.resolve("bin/trikk"));
            for (String first : List.of(
                    "",
                    "\u0000\u0000",
                    head,
                    head + "http://127.0.0.1:10",
                    "trikk-names 1  " + NOWHERE,
                    "trikk-names 1 soon " + NOWHERE,
                    "trikk-names 1 99999999999999999999 " + NOWHERE,
                    "trikk-names 2 1 " + NOWHERE)) {
                names.overwritten(first, "applications shop");
                terminal.offersNothing("trikk deploy ");
            }
            names.overwritten(head + NOWHERE, "applications", "versions/shop 1", "applications shop");
            terminal.becomes("trikk deploy ", "trikk deploy shop ");
        }
    }
}
