package dev.trikk.cli;

import dev.trikk.cli.completion.Model;
import dev.trikk.cli.completion.ShellScript;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the script for a shell; needs no daemon. */
@Command(
        name = "completion",
        description = "Prints the script that completes commands, options and names in your shell.%n%n"
                + "  bash  trikk completion bash > ~/.local/share/bash-completion/completions/trikk%n"
                + "  zsh   trikk completion zsh > ~/.zsh/_trikk   (a folder in $fpath, before compinit)%n"
                + "  fish  trikk completion fish > ~/.config/fish/completions/trikk.fish%n%n"
                + "Do it again after an update of Trikk.")
final class CompletionCommand extends Asking {
    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private ShellScript shellScript;

    private final Shell shell;

    CompletionCommand(Shell shell) {
        super(shell);
        this.shell = shell;
    }

    @Override
    int run(Desk desk) {
        shell.out().print(shellScript.of(model(shell)));
        shell.out().flush();
        return Exit.OK.code();
    }

    /** What can be typed. */
    static Model model(Shell shell) {
        Map<String, String> sentences = new LinkedHashMap<>();
        Commands.all().forEach(entry -> sentences.put(entry.name(), entry.sentence()));
        return new Model(
                sentences,
                Cli.commandLine(shell, Commands.ofTheClient()).getSubcommands().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> specification(each.getValue()))));
    }

    private static CommandLine.Model.CommandSpec specification(CommandLine command) {
        return command.getCommandSpec();
    }
}
