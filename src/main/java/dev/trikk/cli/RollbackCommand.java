package dev.trikk.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts an application back on a release that it had before, and follows the ride. */
@Command(
        name = "rollback",
        description =
                "Puts an application back on a release that its environment had before, and follows the ride. Exit codes as of deploy.")
final class RollbackCommand extends Asking {
    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    private String application;

    @Parameters(index = "1", paramLabel = "ENV", description = "The environment.")
    private String environment;

    @Parameters(index = "2", arity = "0..1", paramLabel = "VERSION", description = "Default: the one before.")
    private String version;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why; shown in reports.")
    private String comment;

    @Option(names = "--id", paramLabel = "ID", description = "The same id twice is one rollback. Default: a new one.")
    private String id;

    @Mixin
    private Waiting waiting;

    RollbackCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) throws InterruptedException {
        RequestForm request = new RequestForm(id == null ? RequestForm.newId() : id)
                .with("action", "rollback")
                .with("application", application)
                .with("environment", environment)
                .with("version", version)
                .with("comment", comment);
        return new Asked(desk, waiting).run(request);
    }
}
