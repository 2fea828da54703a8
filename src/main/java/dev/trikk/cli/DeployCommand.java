package dev.trikk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for a deployment, or for a train of them, and follows it. */
@Command(
        name = "deploy",
        customSynopsis = {
            "trikk deploy APP VERSION ENV [OPTIONS]",
            "       trikk deploy --file build.zip APP VERSION ENV [OPTIONS]",
            "       trikk deploy (--all | --from ENV | --trainfile FILE) ENV [OPTIONS]"
        },
        description =
                "Deploys an application, or a train of them, and follows the ride to its end. The exit code says how it"
                        + " ended: 0 succeeded, 10 failed, 11 rolled back, 12 partial, 13 cancelled, 14 rejected.")
final class DeployCommand extends Asking {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "APP",
            description = "The application, by its name in the inventory.")
    private String application;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "An exact version, latest, release, or a range such as [1.2,2.0).")
    private String version;

    @Parameters(index = "2", arity = "0..1", paramLabel = "ENV", description = "The environment.")
    private String environment;

    @Option(names = "--all", description = "A train of all applications of the environment.")
    private boolean all;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "For --all: latest or release, which is the default.")
    private String trainVersion;

    @Option(names = "--from", paramLabel = "ENV", description = "A train of what runs in that environment.")
    private String from;

    @Option(names = "--trainfile", paramLabel = "FILE", description = "A train of the lines \"APP VERSION\" in a file.")
    private Path trainFile;

    @Option(
            names = "--except",
            paramLabel = "APP",
            description = "For --all and --from: an application that stays behind. May be repeated.")
    private List<String> except = new ArrayList<>();

    @Option(
            names = "--file",
            paramLabel = "ZIP",
            description = "Send a build of your own; it is deployed with downtime.")
    private Path file;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why; shown in reports.")
    private String comment;

    @Option(names = "--issue", paramLabel = "KEY", description = "An issue that it resolves. May be repeated.")
    private List<String> issues = new ArrayList<>();

    @Option(names = "--again", description = "Deploy the release even if it has failed there before.")
    private boolean again;

    @Option(names = "--id", paramLabel = "ID", description = "The same id twice is one deployment. Default: a new one.")
    private String id;

    @Mixin
    private Waiting waiting;

    DeployCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) throws IOException, InterruptedException {
        RequestForm request = new RequestForm(id == null ? RequestForm.newId() : id);
        if (isTrain()) {
            train(request);
        } else {
            single(request);
        }
        request.with("comment", comment).issues(issues).option("again", again);
        if (file != null) {
            request.with("source", "local").with("file", new Upload(desk).send(file));
        }
        return new Asked(desk, waiting).run(request);
    }

    private boolean isTrain() {
        return all || from != null || trainFile != null;
    }

    private void single(RequestForm request) {
        if (environment == null) {
            throw new Trouble(Exit.USAGE, "APP, VERSION and ENV are needed, such as: trikk deploy shop 1.4.2 staging");
        }
        if (trainVersion != null) {
            throw new Trouble(Exit.USAGE, "--version goes with --all; of one application it is the second word.");
        }
        request.with("application", application).with("version", version).with("environment", environment);
    }

    private void train(RequestForm request) throws IOException {
        if (application == null || version != null || file != null) {
            throw new Trouble(
                    Exit.USAGE, "A train needs an environment and nothing else, such as: trikk deploy --all staging");
        }
        if (Stream.of(all ? "" : null, from, trainFile).filter(Objects::nonNull).count() > 1) {
            throw new Trouble(Exit.USAGE, "--all, --from and --trainfile exclude each other.");
        }
        TrainForm form = all
                ? TrainForm.all(trainVersion, except)
                : from != null
                        ? TrainForm.from(from, except)
                        : TrainForm.listed(trainFile, Files.readAllLines(trainFile));
        request.with("action", "train").with("environment", application).with("train", form.fields());
    }
}
