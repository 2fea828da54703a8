package dev.trikk.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The script that completes in one shell: a file of ours, with the model put in where it says so. */
public enum ShellScript {
    /** From 3.2 up; from 4.4 up in our order. */
    BASH,
    /** From 5.3 up. */
    ZSH,
    /** From 3.5 up. */
    FISH;

    private static final String COMMANDS = "@COMMANDS@";
    private static final String MODEL = "@MODEL@";

    /** What the user evaluates or stores. */
    public String of(Model model) {
        return template().replace(COMMANDS, commands(model)).replace(MODEL, cases(model));
    }

    private String commands(Model model) {
        return model.commands().stream()
                .map(each -> this == BASH ? each.name() : quoted(described(each.name(), each.sentence())))
                .collect(Collectors.joining(this == BASH ? " " : separator()));
    }

    private String cases(Model model) {
        return model.commands().stream().map(this::one).collect(Collectors.joining("\n"));
    }

    private String one(Model.Command command) {
        String options = command.options().stream()
                .map(each -> this == BASH ? each.name() : quoted(described(each.name(), each.sentence())))
                .collect(Collectors.joining(this == BASH ? " " : separator()));
        String values = command.options().stream()
                .filter(each -> !each.kind().isEmpty())
                .map(each -> each.name() + "=" + each.kind())
                .collect(Collectors.joining(" "));
        String positions = String.join(" ", command.positions());
        String trains = String.join(" ", command.trains());
        return switch (this) {
            case BASH ->
                "    %s)\n      options='%s'\n      values='%s' positions='%s' trains='%s' ;;"
                        .formatted(command.name(), options, values, positions, trains);
            case ZSH ->
                "    %s)\n      options=(%s)\n      values=(%s) positions=(%s) trains=(%s) ;;"
                        .formatted(
                                command.name(),
                                options.isEmpty() ? "" : separator() + options,
                                values,
                                positions,
                                trains);
            case FISH ->
                "    case %s\n      set options %s\n      set values %s\n      set positions %s\n      set trains %s"
                        .formatted(command.name(), options, values, positions, trains);
        };
    }

    private String separator() {
        return this == FISH ? " \\\n        " : "\n        ";
    }

    /** As the shell's own functions take a word and what is said about it. */
    private String described(String word, String sentence) {
        return word + (this == FISH ? "\t" : ":") + sentence;
    }

    private String quoted(String text) {
        String safe = this == FISH ? text.replace("\\", "\\\\").replace("'", "\\'") : text.replace("'", "'\\''");
        return "'" + safe + "'";
    }

    private String template() {
        String name = "completion." + name().toLowerCase(Locale.ROOT);
        try (InputStream in = Optional.ofNullable(ShellScript.class.getResourceAsStream(name))
                .orElseThrow(() -> new IllegalStateException("no " + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
