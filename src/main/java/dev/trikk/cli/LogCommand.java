package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.LogView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what was done on the servers, with its output. */
@Command(name = "log", description = "Shows what was done on each server, with its output.")
final class LogCommand extends Asking {
    @Parameters(index = "0", paramLabel = "ID", description = "Which deployment.")
    private String id;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SERVER", description = "Only on this server or member.")
    private String server;

    @Option(names = "--raw", description = "Only the output, byte by byte; not to a terminal, which it could control.")
    private boolean raw;

    LogCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        if (raw && desk.shell().terminal().isThere()) {
            throw new Trouble(Exit.USAGE, "--raw does not go to a terminal; pipe it into a file or a pager.");
        }
        Tree log = desk.client().get(Paths.with(Paths.of("deployments", id, "log"), "server", server));
        if (raw) {
            log.list("entries").forEach(entry -> {
                desk.shell().out().print(entry.text("stdout"));
                desk.shell().out().print(entry.text("stderr"));
            });
            return Exit.OK.code();
        }
        return desk.show(log, look -> LogView.lines(log, desk.shell().clock().getZone(), look));
    }
}
