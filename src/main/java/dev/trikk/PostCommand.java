package dev.trikk;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Posts a request over OpenWire and prints the answer. */
@Command(
        name = "post",
        description =
                "Posts a request to the queue and prints the answer. Exit code 0: accepted; 2: rejected; 1: no answer.")
final class PostCommand implements Callable<Integer> {
    @Option(names = "--broker", defaultValue = "tcp://127.0.0.1:61616", description = "Default: ${DEFAULT-VALUE}")
    private String broker;

    @Option(names = "--user", defaultValue = "ci", description = "Default: ${DEFAULT-VALUE}")
    private String user;

    @Option(
            names = "--password-file",
            defaultValue = "data/ci-password",
            paramLabel = "FILE",
            description = "Default: ${DEFAULT-VALUE}")
    private Path passwordFile;

    @Option(names = "--wait", defaultValue = "30", paramLabel = "SECONDS", description = "Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Parameters(paramLabel = "FILE", description = "The request as JSON; - for standard input.")
    private String file;

    @Override
    public Integer call() throws IOException, JMSException {
        String request = file.equals("-") ? read(System.in) : Files.readString(Path.of(file));
        Optional<String> answer = new Posting(broker, user, passwordFile, seconds).ask("trikk.requests", request);
        answer.ifPresent(System.out::println);
        return answer.map(text -> text.contains("\"accepted\":true") ? Posting.DONE : Posting.REFUSED)
                .orElse(Posting.NO_ANSWER);
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
