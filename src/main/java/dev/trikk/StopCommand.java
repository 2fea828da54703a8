package dev.trikk;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells one daemon to stop, over OpenWire, and prints what it says. */
@Command(
        name = "stop",
        description = "Lets one node end the steps at hand and stop; its messages wait, or go to the other nodes. "
                + "Exit code 0: it stops; 1: no node of that name has answered.")
final class StopCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NODE",
            description = "What it is called: its trikk.node, or else the name of its machine.")
    private String node;

    @Option(
            names = "--by",
            defaultValue = "${sys:user.name}",
            paramLabel = "NAME",
            description = "Who wants it. Default: ${DEFAULT-VALUE}")
    private String by;

    @Option(names = "--broker", defaultValue = "tcp://127.0.0.1:61616", description = "Default: ${DEFAULT-VALUE}")
    private String broker;

    @Option(names = "--user", defaultValue = "operator", description = "Default: ${DEFAULT-VALUE}")
    private String user;

    @Option(
            names = "--password-file",
            defaultValue = "data/operator-password",
            paramLabel = "FILE",
            description = "Default: ${DEFAULT-VALUE}")
    private Path passwordFile;

    @Option(names = "--wait", defaultValue = "30", paramLabel = "SECONDS", description = "Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws IOException, JMSException {
        Optional<String> answer = new Posting(broker, user, passwordFile, seconds).tellToStop(node, by);
        if (answer.isEmpty()) {
            return Posting.NO_ANSWER;
        }
        System.out.println(
                JsonMapper.builder().build().readTree(answer.get()).path("says").asText());
        return Posting.DONE;
    }
}
