package dev.trikk.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What can be typed, read from commands, and how it stands in a script. */
class ShellScriptTest {
    private enum Way {
        NORTH,
        SOUTH
    }

    private static Model model(CommandSpec specification) {
        Map<String, String> sentences = new LinkedHashMap<>();
        sentences.put("go", "don't stop: it's `$(late)`");
        sentences.put("serve", "run the daemon");
        return new Model(sentences, Map.of("go", specification));
    }

    private static OptionSpec.Builder taking(String label, String... names) {
        return OptionSpec.builder(names).paramLabel(label).type(String.class);
    }

    private static CommandSpec go() {
        return CommandSpec.create()
                .addOption(OptionSpec.builder("--fast")
                        .description("Don't \\wait. Default: ${DEFAULT-VALUE}.")
                        .build())
                .addOption(taking("APP", "-a", "--app")
                        .description("An application.")
                        .build())
                .addOption(taking("VERSION", "--version").build())
                .addOption(taking("ID", "--id").build())
                .addOption(taking("WAY", "--way").type(Way.class).build())
                .addOption(taking("DEPTH", "--depth").hidden(true).build())
                .addOption(OptionSpec.builder("--all").build())
                .addPositional(positional("APP", 0))
                .addPositional(positional("VERSION", 1))
                .addPositional(positional("ENV", 2));
    }

    private static PositionalParamSpec positional(String label, int index) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .index("" + index)
                .type(String.class)
                .build();
    }

    @Test
    void what_stands_in_the_usage_of_a_command_tells_which_names_are_offered() {
        List<Model.Command> commands = model(go()).commands();

        assertThat(commands)
                .containsExactly(
                        new Model.Command(
                                "go",
                                "don't stop: it's `$(late)`",
                                List.of(
                                        new Model.Choice("--fast", "Don't \\wait", ""),
                                        new Model.Choice("-a", "An application", "applications"),
                                        new Model.Choice("--app", "An application", "applications"),
                                        new Model.Choice("--version", "", "words:latest,release"),
                                        new Model.Choice("--id", "", "text"),
                                        new Model.Choice("--way", "", "words:north,south"),
                                        new Model.Choice("--all", "", "")),
                                List.of("applications", "versions", "environments"),
                                List.of("--all")),
                        new Model.Command("serve", "run the daemon", List.of(), List.of("files"), List.of()));
    }

    @Test
    void in_bash_there_are_only_words() {
        assertThat(ShellScript.BASH.of(model(go())))
                .contains(
                        "offered='go serve'\n",
                        "    go)\n      options='--fast -a --app --version --id --way --all'\n",
                        " --version=words:latest,release --id=text --way=words:north,south' positions='applications"
                                + " versions environments' trains='--all' ;;\n");
    }

    @Test
    void in_zsh_sentences_are_quoted() {
        assertThat(ShellScript.ZSH.of(model(go())))
                .contains(
                        "'go:don'\\''t stop: it'\\''s `$(late)`'\n",
                        "'--fast:Don'\\''t \\wait'\n",
                        "trains=(--all) ;;");
    }

    @Test
    void in_fish_sentences_are_quoted() {
        assertThat(ShellScript.FISH.of(model(go())))
                .contains(
                        "'go\tdon\\'t stop: it\\'s `$(late)`' \\\n",
                        "'--fast\tDon\\'t \\\\wait' \\\n",
                        "set trains --all\n");
    }

    @ParameterizedTest
    @EnumSource
    void nothing_of_the_template_is_left(ShellScript shell) {
        assertThat(shell.of(model(go())))
                .doesNotContain("@MODEL@", "@COMMANDS@")
                .endsWith("\n");
    }
}
