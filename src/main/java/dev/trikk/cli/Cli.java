package dev.trikk.cli;

import dev.trikk.cli.http.Refused;
import dev.trikk.cli.http.Unreachable;
import dev.trikk.cli.view.Line;
import dev.trikk.cli.view.Look;
import dev.trikk.cli.view.Paragraph;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The client: {@code trikk deploy} and all other commands that speak to a daemon over HTTP. */
public final class Cli {
    private static final int HELP_WIDTH = 100;

    private Cli() {}

    /** Runs one command; the process ends with its exit code. */
    public static void main(String[] words) {
        Shell shell = shell(System.getenv());
        int code = run(shell, words);
        shell.out().flush();
        System.exit(code);
    }

    /** What is around this process. */
    static Shell shell(Map<String, String> environment) {
        Terminal terminal = new RealTerminal(environment);
        return new Shell(
                environment,
                Path.of(System.getProperty("user.home")),
                System.in,
                stream(FileDescriptor.out, environment, terminal),
                stream(FileDescriptor.err, environment, terminal),
                terminal,
                new LocalClock(),
                duration -> Thread.sleep(duration.toMillis()),
                Cli::atTheEnd);
    }

    /** What is piped is UTF-8; a terminal gets what it can show. */
    private static PrintStream stream(FileDescriptor descriptor, Map<String, String> environment, Terminal terminal) {
        boolean unicode = new Shell(environment, null, null, null, null, null, null, null, null).isUnicode();
        Charset charset = terminal.isThere() && !unicode
                ? Charset.forName(System.getProperty("native.encoding", "US-ASCII"))
                : StandardCharsets.UTF_8;
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }

    private static Shell.Handle atTheEnd(Runnable last) {
        Thread hook = new Thread(last, "goodbye");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // the hook runs already
            }
        };
    }

    static int run(Shell shell, String... words) {
        if (words.length == 0 || words[0].equals("--help") || words[0].equals("-h")) {
            return help(shell);
        }
        if (words[0].equals("--version") || words[0].equals("-V")) {
            shell.out().println("trikk " + version());
            return Exit.OK.code();
        }
        if (words[0].equals("help")) {
            return words.length == 1 ? help(shell) : run(shell, words[1], "--help");
        }
        if (Commands.maker(words[0]).isPresent()) {
            return commandLine(shell, List.of(words[0])).execute(words);
        }
        return unknown(shell, words[0]);
    }

    private static int unknown(Shell shell, String word) {
        List<String> all = Commands.all().stream().map(Commands.Entry::name).toList();
        String sentence;
        if (word.startsWith("-")) {
            sentence = "The command comes first, and its options after it. Type: trikk --help";
        } else if (Commands.ofTheDaemon().contains(word)) {
            sentence = word + " belongs to the daemon; start it with the script trikk where the daemon is installed.";
        } else {
            sentence = "There is no command " + Quoted.of(word) + Nearest.question(word, all) + " Type: trikk --help";
        }
        return complain(shell, sentence, Exit.USAGE);
    }

    private static int help(Shell shell) {
        Look look = new Desk(shell, new Options()).look();
        List<Line> lines = new ArrayList<>(List.of(
                Line.of("Usage: trikk COMMAND [OPTIONS]"),
                Line.of("Carries deployments to real servers, without downtime.")));
        for (Commands.Group group : Commands.Group.values()) {
            lines.add(Line.EMPTY);
            lines.add(Line.bold(group.title()));
            Commands.all().stream()
                    .filter(entry -> entry.group() == group)
                    .forEach(entry -> lines.add(Line.of("  ")
                            .then(Line.good(entry.name()).padded(11))
                            .then(entry.sentence())));
        }
        lines.add(Line.EMPTY);
        lines.addAll(Paragraph.of("trikk COMMAND --help shows the options of one. Begin with: trikk login URL", look));
        new Desk(shell, new Options()).print(lines);
        return Exit.OK.code();
    }

    /** The model of the client's commands, for completion. */
    static CommandLine commandLine(Shell shell, List<String> names) {
        CommandLine line = new CommandLine(CommandSpec.create().name("trikk"));
        names.forEach(name ->
                line.addSubcommand(name, Commands.maker(name).orElseThrow().apply(shell)));
        Look look = new Desk(shell, new Options()).look();
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(look.colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.max(55, Math.min(look.width(), HELP_WIDTH)))
                .setParameterExceptionHandler((wrong, given) -> complain(shell, sentence(wrong), Exit.USAGE))
                .setExecutionExceptionHandler((exception, command, parsed) -> complain(shell, exception));
    }

    private static String sentence(CommandLine.ParameterException wrong) {
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String message = String.valueOf(wrong.getMessage());
        String meant = "";
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            String option = unmatched.getUnmatched().get(0);
            List<String> known = new ArrayList<>(
                    wrong.getCommandLine().getCommandSpec().optionsMap().keySet());
            meant = Nearest.to(option, known)
                    .map(near -> " Did you mean " + near + "?")
                    .orElse("");
        }
        return message + (message.endsWith(".") ? "" : ".") + meant + " Type: " + name + " --help";
    }

    private static int complain(Shell shell, Exception exception) throws Exception {
        if (exception instanceof Trouble trouble) {
            return complain(shell, trouble.getMessage(), trouble.exit());
        }
        if (exception instanceof Unreachable away) {
            return complain(shell, away.getMessage() + " Type: trikk doctor", Exit.UNREACHABLE);
        }
        if (exception instanceof Refused refused) {
            return complain(shell, refused);
        }
        if (exception instanceof InterruptedException) {
            return Exit.INTERRUPTED.code();
        }
        if (exception instanceof java.io.IOException unreadable) {
            return complain(shell, "A file cannot be read: " + unreadable.getMessage(), Exit.USAGE);
        }
        throw exception;
    }

    private static int complain(Shell shell, Refused refused) {
        return switch (refused.status()) {
            case 401 ->
                complain(
                        shell,
                        refused.getMessage() + " Type: trikk login URL, with a token from trikk token.",
                        Exit.NOT_LET_IN);
            case 403 ->
                complain(shell, refused.getMessage() + " Type: trikk doctor, to see your roles.", Exit.NOT_LET_IN);
            case 429, 503 -> complain(shell, refused.getMessage() + " Try again in a while.", Exit.UNREACHABLE);
            default -> complain(shell, refused.getMessage(), refused.status() >= 500 ? Exit.UNREACHABLE : Exit.REFUSED);
        };
    }

    private static int complain(Shell shell, String sentence, Exit exit) {
        Look look = new Desk(shell, new Options()).look();
        Paragraph.of("trikk: " + sentence, look).forEach(line -> shell.err().println(line.shown(look)));
        return exit.code();
    }

    /** The version of this client. */
    static String version() {
        return Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
                .orElse("from a checkout");
    }
}
