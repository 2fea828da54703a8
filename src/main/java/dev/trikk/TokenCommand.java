package dev.trikk;

import dev.trikk.api.Grant;
import dev.trikk.api.file.Token;
import dev.trikk.api.file.TokenFile;
import dev.trikk.request.Form;
import dev.trikk.text.Durations;
import dev.trikk.text.Quoted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes and ends the tokens of the API, on the daemon's machine; a running daemon takes the change over. */
@Command(
        name = "token",
        description = "Makes, lists and revokes tokens for the API and the command line. Run it where the daemon runs.")
final class TokenCommand {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Command(name = "create", description = "Makes a token and shows it once; only its SHA-256 is kept.")
    int create(
            @Parameters(paramLabel = "NAME", description = "For whom: a person, a team, a CI system.") String name,
            @Option(
                            names = "--role",
                            split = ",",
                            required = true,
                            paramLabel = "ROLE",
                            description =
                                    "viewer, deployer, operator or admin; with :ENVIRONMENT only there, for instance"
                                            + " deployer:staging. May be repeated.")
                    List<String> roles,
            @Option(
                            names = "--expires",
                            paramLabel = "DURATION",
                            description = "How long it counts, for instance 2160h. Default: until it is revoked.")
                    Optional<String> expires) {
        if (!Form.NAME.fits(name)) {
            throw new IllegalArgumentException(Quoted.of(name) + " must be " + Form.NAME.inWords() + ".");
        }
        List<Grant> grants = roles.stream().map(Grant::parse).toList();
        Optional<Instant> end = expires.map(text -> Durations.parse(text)
                .map(Clock.systemUTC().instant()::plus)
                .orElseThrow(() -> new IllegalArgumentException(Quoted.of(text) + " must be a duration such as 12h.")));
        Path folder = Tokens.path(main.settings()).toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "There is no folder " + folder + "; start the daemon once, or set trikk.tokens.");
        }
        // alone on its line, so that a script can take it
        spec.commandLine().getOut().println(file().create(name, grants, end));
        spec.commandLine()
                .getErr()
                .println("Keep it now: it cannot be shown again. A running daemon knows it within a second.");
        return 0;
    }

    @Command(name = "list", description = "Shows whose tokens there are, and what they allow.")
    int list() {
        for (Token token : file().all()) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%-20s %-40s since %s, until %s%n",
                            token.name(),
                            token.grants().stream().map(Grant::word).collect(Collectors.joining(",")),
                            token.created(),
                            token.expires().map(Instant::toString).orElse("revoked"));
        }
        return 0;
    }

    @Command(name = "revoke", description = "Ends a token; a running daemon takes that over within a second.")
    int revoke(@Parameters(paramLabel = "NAME", description = "Whose.") String name) {
        if (!file().revoke(name)) {
            throw new IllegalArgumentException(
                    "There is no token of " + Quoted.of(name) + "; trikk token list shows all.");
        }
        spec.commandLine().getOut().println("The token of " + name + " is revoked.");
        return 0;
    }

    private TokenFile file() {
        return Tokens.file(main.settings(), Clock.systemUTC());
    }
}
