package dev.trikk.cli;

import dev.trikk.cli.completion.NamesFile;
import dev.trikk.cli.completion.ShellScript;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Completion as a person meets it: real shells in a real terminal. Nothing listens where the daemon is said to be. */
class CompletionTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @TempDir
    Path home;

    private void givenNames(URI url, Instant asked, String... lines) throws IOException {
        new NamesFile(Completing.cache(home), url.toString())
                .write(new NamesFile.Content(asked, Optional.of("\"7\""), List.of(lines)));
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
        givenNames(
                NOWHERE,
                Instant.now(),
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
}
