package dev.trikk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.completion.ShellScript;
import dev.trikk.cli.http.StubDaemon;
import dev.trikk.cli.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Completion as a person meets it: real shells in a real terminal. Nothing listens where the daemon is said to be. */
class CompletionTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @TempDir
    Path home;

    private NamesAtHand names(URI url) {
        return new NamesAtHand(home, url.toString());
    }

    private Completing terminal(ShellScript shell, Map<String, String> more) throws IOException {
        return Completing.in(shell, home, more);
    }

    @ParameterizedTest
    @EnumSource
    void commands_are_offered_in_the_order_of_the_help(ShellScript shell) throws Exception {
        try (Completing terminal = terminal(shell, Map.of())) {
            terminal.shows("trikk re", "retry", "restore");
            terminal.becomes("trikk stat", "trikk status ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void options_are_offered_and_what_they_take(ShellScript shell) throws Exception {
        try (Completing terminal = terminal(shell, Map.of())) {
            terminal.shows("trikk deploy --f", "--from", "--file");
            terminal.becomes("trikk deploy --no", "trikk deploy --no-wait ");
            terminal.offers("trikk deploy --color ", "never", "auto", "always");
            terminal.becomes("trikk deploy --color=n", "trikk deploy --color=never ");
            terminal.becomes("trikk deploy --color n", "trikk deploy --color never ");
            terminal.becomes("trikk deploy --file bin/tri", "trikk deploy --file bin/trikk ");
            terminal.becomes("trikk deploy --file=bin/tri", "trikk deploy --file=bin/trikk ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void names_are_offered_from_the_file_in_its_order(ShellScript shell) throws Exception {
        names(NOWHERE)
                .fresh(
                        "applications shop permits archive",
                        "environments test production",
                        "servers web1 db1 app1",
                        "pools production/main/web1 test/main/app1",
                        "stages rotate install",
                        "deployments shop-17 permits-3",
                        "trains train-3",
                        "environments/shop production pilot",
                        "versions/shop 2.0-rc.1 1.10.0 1.9.0 1.10.0-SNAPSHOT",
                        "versions/permits 8");

        try (Completing terminal = terminal(shell, Completing.at(NOWHERE))) {
            terminal.offers("trikk deploy ", "shop", "permits", "archive");
            terminal.offers("trikk deploy shop ", "2.0-rc.1", "1.10.0", "1.9.0", "1.10.0-SNAPSHOT");
            terminal.offers("trikk deploy shop 1.9.0 ", "production", "pilot");
            terminal.offers("trikk deploy archive 1.0 ", "test", "production");
            terminal.offers("trikk deploy --all ", "test", "production");
            terminal.offers("trikk freeze ", "test", "production");
            terminal.offers("trikk log shop-17 ", "web1", "db1", "app1");
            terminal.offers("trikk retry shop-17 --exclude ", "web1", "db1", "app1");
            terminal.offers("trikk watch ", "shop-17", "permits-3", "train-3");
            terminal.offers("trikk drain ", "production/main/web1", "test/main/app1");
            terminal.offers("trikk stages pause ", "rotate", "install");
            terminal.becomes("trikk deploy per", "trikk deploy permits ");
            terminal.becomes("trikk deploy 'shop' 1.9", "trikk deploy 'shop' 1.9.0 ");
        }
    }

    private static StubDaemon daemonThatKnows(String application) {
        return new StubDaemon()
                .answers(
                        "GET",
                        "/api/names",
                        200,
                        Json.read(
                                        "{\"applications\":[{\"name\":\"" + application
                                                + "\",\"environments\":[\"test\"],\"versions\":[\"3.1\",\"3.0\"]}],"
                                                + "\"environments\":[\"test\"],\"servers\":[],\"stages\":[],\"deployments\":[]}")
                                .orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void old_names_are_offered_at_once_and_new_ones_are_asked_for_behind_the_back(ShellScript shell) throws Exception {
        try (StubDaemon daemon = daemonThatKnows("permits")) {
            NamesAtHand names = names(daemon.url()).old("applications shop", "versions/shop 1.0");

            try (Completing terminal = terminal(shell, Completing.at(daemon.url()))) {
                terminal.becomes("trikk deploy shop ", "trikk deploy shop 1.0 ");

                names.awaitLine("applications permits");
                terminal.becomes("trikk deploy ", "trikk deploy permits ");
                terminal.offers("trikk deploy permits ", "3.1", "3.0");
                assertThat(daemon.requests()).hasSize(1);
                assertThat(daemon.breaches()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void while_the_daemon_is_down_old_names_are_offered_and_nothing_is_said(ShellScript shell) throws Exception {
        NamesAtHand names = names(NOWHERE).old("applications shop permits");

        try (Completing terminal = terminal(shell, Completing.at(NOWHERE))) {
            terminal.offers("trikk deploy ", "shop", "permits");

            names.awaitAsked();
            terminal.offers("trikk deploy ", "shop", "permits");
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_names_at_hand_nothing_is_offered_and_they_are_asked_for(ShellScript shell) throws Exception {
        try (StubDaemon daemon = daemonThatKnows("shop");
                Completing terminal = terminal(shell, Completing.at(daemon.url()))) {
            terminal.offersNothing("trikk deploy ");

            names(daemon.url()).awaitLine("applications shop");
            terminal.becomes("trikk deploy ", "trikk deploy shop ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_a_daemon_or_a_program_nothing_is_offered_and_nothing_is_said(ShellScript shell) throws Exception {
        try (Completing terminal = terminal(shell, Map.of())) {
            terminal.offersNothing("trikk deploy ");
            Files.delete(home.resolve("bin/trikk"));
            terminal.offersNothing("trikk deploy --url http://127.0.0.1:9 ");
            terminal.offersNothing("trikk unknown ");
            terminal.offersNothing("trikk login ");
        }

        assertThat(names(NOWHERE).folder()).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void the_daemon_is_the_one_that_is_typed_or_else_the_one_of_the_login(ShellScript shell) throws Exception {
        URI other = URI.create("https://trikk.example.org/");
        names(other).fresh("applications permits");
        try (StubDaemon daemon = daemonThatKnows("shop")) {
            new Seat(home).typing("trikk_abc\n").run("login", daemon.url().toString());
            names(daemon.url()).fresh("applications shop");

            try (Completing terminal = terminal(shell, Map.of())) {
                terminal.becomes("trikk deploy ", "trikk deploy shop ");
                terminal.becomes("trikk deploy --url " + other + " ", "trikk deploy --url " + other + " permits ");
                terminal.becomes("trikk deploy --url=" + other + " ", "trikk deploy --url=" + other + " permits ");
            }
        }
    }

    @Test
    void in_zsh_the_script_may_lie_where_zsh_looks_for_it() throws Exception {
        Path script = Files.createDirectory(home.resolve(".zsh")).resolve("_trikk");
        Files.writeString(script, new Seat(home).run("completion", "zsh").out());
        String start = "fpath=(~/.zsh $fpath); compinit -u -D\n";

        try (Completing terminal = Completing.in(ShellScript.ZSH, home, Map.of(), start)) {
            terminal.becomes("trikk stat", "trikk status ");
            terminal.becomes("trikk deploy --no", "trikk deploy --no-wait ");
        }
    }

    @Test
    void in_bash_a_word_may_end_where_the_user_wants_it_to() throws Exception {
        String script = new Seat(home).run("completion", "bash").out() + "COMP_WORDBREAKS=' '\n";

        try (Completing terminal = Completing.in(ShellScript.BASH, home, Map.of(), script)) {
            terminal.becomes("trikk deploy --color=n", "trikk deploy --color=never ");
        }
    }
}
