package dev.trikk.cli.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What can be typed: commands, their options and what follows them, read from the commands themselves. */
public final class Model {
    /** What stands for a word in the usage of a command, and the kind of names that the shells offer there. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("APP", "applications"),
            Map.entry("VERSION", "versions"),
            Map.entry("ENV", "environments"),
            Map.entry("SERVER", "servers"),
            Map.entry("ENV/POOL/MEMBER", "pools"),
            Map.entry("NAME", "stages"),
            Map.entry("ID", "ids"),
            Map.entry("FILE", "files"),
            Map.entry("ZIP", "files"));

    /** With one of them, the first word is the environment of a train. */
    private static final List<String> OF_TRAINS = List.of("--all", "--from", "--trainfile");

    /** One command: its sentence, its options by name, and the kinds of the words after it. */
    record Command(String name, String sentence, List<Choice> options, List<String> positions, List<String> trains) {}

    /** One option; the kind of its value, empty when it takes none. */
    record Choice(String name, String sentence, String kind) {}

    private final List<Command> commands = new ArrayList<>();

    /** A model with a sentence for each command; those without a specification have no options here. */
    public Model(Map<String, String> sentences, Map<String, CommandSpec> specifications) {
        new LinkedHashMap<>(sentences)
                .forEach((name, sentence) -> commands.add(
                        specifications.containsKey(name)
                                ? command(name, sentence, specifications.get(name))
                                : new Command(name, sentence, List.of(), List.of("files"), List.of())));
    }

    List<Command> commands() {
        return List.copyOf(commands);
    }

    private static Command command(String name, String sentence, CommandSpec specification) {
        List<Choice> options = specification.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names()).map(each -> choice(each, option)))
                .toList();
        List<String> positions =
                specification.positionalParameters().stream().map(Model::kind).toList();
        List<String> names = options.stream().map(Choice::name).toList();
        return new Command(
                name,
                sentence,
                options,
                positions,
                OF_TRAINS.stream().filter(names::contains).toList());
    }

    private static Choice choice(String name, OptionSpec option) {
        boolean takesValue = option.arity().max() > 0;
        return new Choice(name, sentence(option.description()), takesValue ? valueKind(option) : "");
    }

    /** An id that is given as an option is a new one, and a version is then that of many applications. */
    private static String valueKind(OptionSpec option) {
        return switch (option.paramLabel()) {
            case "ID" -> "text";
            case "VERSION" -> "words:latest,release";
            default -> kind(option);
        };
    }

    /** The kind of names: a key of the names' file, files, words: with all of them, or text. */
    private static String kind(ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type.isEnum()) {
            return "words:"
                    + Arrays.stream(type.getEnumConstants())
                            .map(each -> each.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(","));
        }
        return KINDS.getOrDefault(argument.paramLabel(), "text");
    }

    /** The first sentence, which fits beside the option. */
    private static String sentence(String[] description) {
        String first = description.length == 0 ? "" : description[0];
        int end = first.indexOf(". ");
        return (end < 0 ? first : first.substring(0, end))
                .replaceAll("\\.$", "")
                .replaceAll("\\$\\{[^}]*}", "");
    }
}
