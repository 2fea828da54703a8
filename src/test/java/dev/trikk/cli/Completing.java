package dev.trikk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.completion.ShellScript;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A real shell in a real terminal, with the completion in force, a home of its own, and somebody who types and presses Tab. */
final class Completing implements AutoCloseable {
    private static final String PROMPT = "> ";

    /** What lets every shell list at the first Tab, so that one test fits them all; nothing else is unusual. */
    private static final Map<ShellScript, String> HABITS = Map.of(
            ShellScript.BASH,
            "PS1='> '; bind 'set show-all-if-ambiguous on'; bind 'set bell-style none'; bind 'set page-completions off'\n",
            ShellScript.ZSH,
            "PROMPT='> '; setopt no_list_ambiguous no_beep; autoload -Uz compinit; compinit -u -D\n",
            ShellScript.FISH,
            "function fish_prompt; echo -n '> '; end; set -g fish_greeting; set -g fish_autosuggestion_enabled 0\n");

    private static final Map<ShellScript, String> START = Map.of(
            ShellScript.BASH, "exec bash --noprofile --rcfile %s -i",
            ShellScript.ZSH, "ln -s %s .zshrc; exec env ZDOTDIR=$PWD zsh -d -i",
            ShellScript.FISH, "exec fish --no-config -C 'source %s' -i");

    private final Tmux terminal;

    private Completing(Tmux terminal) {
        this.terminal = terminal;
    }

    /** Sits down at a shell; the folder becomes its home. */
    static Completing in(ShellScript shell, Path home, Map<String, String> more) throws IOException {
        String script = new Seat(home)
                .run("completion", shell.name().toLowerCase(Locale.ROOT))
                .out();
        return in(shell, home, more, script);
    }

    /** The same with another script. */
    static Completing in(ShellScript shell, Path home, Map<String, String> more, String script) throws IOException {
        installTrikk(home.resolve("bin/trikk"));
        // or else fish reads all manual pages first
        Files.createDirectories(home.resolve(".local/share/fish/generated_completions"));
        Path start = Files.writeString(home.resolve("start"), HABITS.get(shell) + script);
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME", home.toString(),
                "XDG_CONFIG_HOME", "",
                "XDG_CACHE_HOME", "",
                "XDG_DATA_HOME", "",
                "TRIKK_URL", "",
                "TRIKK_TOKEN", Seat.TOKEN,
                "LC_ALL", "C.UTF-8"));
        environment.putAll(more);
        // a terminal of tmux has the PATH of who starts it
        String line =
                "cd " + home + "; PATH=$PWD/bin:$PATH; " + START.get(shell).formatted(start);
        Tmux terminal = Tmux.start(home, 100, 30, environment, line);
        Completing completing = new Completing(terminal);
        try {
            completing.awaitScreen(List.of(PROMPT.strip()));
            return completing;
        } catch (AssertionError notReady) {
            completing.close();
            throw notReady;
        }
    }

    private static void installTrikk(Path program) throws IOException {
        String libraries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Files.createDirectories(program.getParent());
        Files.writeString(
                program,
                "#!/bin/sh\nexec " + Path.of(System.getProperty("java.home"), "bin", "java")
                        + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Duser.home=$HOME -cp " + libraries
                        + " dev.trikk.cli.Cli \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    /** The variable that says where the daemon is. */
    static Map<String, String> at(URI url) {
        return Map.of("TRIKK_URL", url.toString());
    }

    /** Types a line on an empty screen, presses Tab, and waits until these words are listed, in this order and no others. */
    void offers(String line, String... words) {
        type(line);
        List<String> wanted = List.of(words);
        try {
            terminal.await(screen -> listed(screen).equals(wanted));
        } catch (ConditionTimeoutException e) {
            assertThat(listed(terminal.screen()))
                    .as(String.join("\n", terminal.screen()))
                    .isEqualTo(wanted);
        }
        clear();
    }

    /** Types a line, presses Tab, and waits until all these texts are on the screen in this order. */
    void shows(String line, String... texts) {
        type(line);
        String pattern = "(?s).*"
                + String.join(".*", Stream.of(texts).map("\\Q%s\\E"::formatted).toList()) + ".*";
        try {
            terminal.await(screen -> String.join("\n", screen).matches(pattern));
        } catch (ConditionTimeoutException e) {
            assertThat(String.join("\n", terminal.screen())).containsSubsequence(texts);
        }
        clear();
    }

    /** Types a line, presses Tab, and a letter; the line has then become another, and nothing else is on the screen. */
    void becomes(String line, String another) {
        type(line);
        // keys are heard in their order: when the letter is there, Tab has done all it does
        terminal.say("Z");
        awaitScreen(List.of(PROMPT + another + "Z"));
        clear();
    }

    /** Types a line and presses Tab, after which the line is as it was and nothing else is on the screen. */
    void offersNothing(String line) {
        becomes(line, line);
    }

    /** All that is on the screen, with the codes that make it look so. */
    String raw() {
        return terminal.colours();
    }

    private void type(String line) {
        terminal.say(line);
        terminal.type("Tab");
    }

    private void clear() {
        terminal.type("C-u");
        terminal.type("C-l");
        awaitScreen(List.of(PROMPT.strip()));
    }

    private void awaitScreen(List<String> wanted) {
        try {
            terminal.await(screen -> screen.equals(wanted));
        } catch (ConditionTimeoutException e) {
            assertThat(terminal.screen()).isEqualTo(wanted);
        }
    }

    private static List<String> listed(List<String> screen) {
        return screen.stream()
                .filter(line -> !line.startsWith(PROMPT.strip()))
                .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                .toList();
    }

    @Override
    public void close() {
        terminal.close();
    }
}
