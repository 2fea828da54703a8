package dev.trikk.cli;

import dev.trikk.cli.http.Client;
import dev.trikk.cli.http.Target;
import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tries a token and keeps it. */
@Command(
        name = "login",
        description =
                "Asks for a token (without showing it, or from standard input), tries it, and keeps URL and token in a"
                        + " file that only you can read.")
final class LoginCommand implements Callable<Integer> {
    @Parameters(paramLabel = "URL", description = "The daemon, such as https://trikk.example.org.")
    private URI url;

    @Mixin
    private Options options;

    private final Shell shell;

    LoginCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Configuration.check(url);
        Desk desk = new Desk(shell, options);
        Configuration configuration = desk.configuration();
        if (new Target(url, Optional.empty(), Optional.empty()).isOpenToOthers() && !options.insecureHttp) {
            throw new Trouble(
                    Exit.USAGE,
                    "The token would go to " + url + " in the clear, where others can read it. Use https, or add"
                            + " --insecure-http if that is meant.");
        }
        String token = Configuration.checked(shell.terminal()
                .secret("Token for " + url + ": ")
                .orElseGet(this::fromStandardInput)
                .strip());
        Optional<Path> cafile = Optional.ofNullable(options.cafile);
        Tree me = new Client(new Target(url, Optional.of(token), cafile), shell.pause()).get("/api/me");
        configuration.store(url, token);
        return desk.show(
                me,
                look -> java.util.List.of(Line.of("You are " + me.text("name") + " ("
                        + String.join(", ", me.texts("roles")) + "); kept in " + configuration.file())));
    }

    private String fromStandardInput() {
        try {
            String line = new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isBlank()) {
                throw new Trouble(Exit.USAGE, "No token came. Type it, or pipe it: trikk login " + url + " < token");
            }
            return line;
        } catch (IOException e) {
            throw new Trouble(Exit.USAGE, "The token cannot be read: " + e.getMessage() + ".");
        }
    }
}
