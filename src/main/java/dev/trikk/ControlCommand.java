package dev.trikk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.control.Command.Verb;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a command over OpenWire and prints what the daemon says to it. */
@Command(
        name = "control",
        description = "Holds, approves, cancels or retries a deployment, or tells why it stands where it stands. "
                + "Exit code 0: done; 2: refused; 1: no answer.")
final class ControlCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(
            index = "0",
            paramLabel = "COMMAND",
            completionCandidates = Words.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String command;

    @Parameters(index = "1", paramLabel = "ID", description = "Which deployment; for why also the id of a request.")
    private String deployment;

    @Option(names = "--stay", description = "For cancel: put nothing back.")
    private boolean stay;

    @Option(
            names = "--exclude",
            paramLabel = "SERVER",
            description = "For retry: leave this server as it is. May be repeated.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--by",
            defaultValue = "${sys:user.name}",
            paramLabel = "NAME",
            description = "Who wants it. Default: ${DEFAULT-VALUE}")
    private String by;

    @Option(names = "--id", description = "The same id twice is one command. Default: a new one.")
    private Optional<String> id;

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
        Optional<String> answer =
                new Posting(broker, user, passwordFile, seconds).ask("trikk.control", text().toString());
        if (answer.isEmpty()) {
            return Posting.NO_ANSWER;
        }
        JsonNode said = JSON.readTree(answer.get());
        System.out.println(said.path("says").asText());
        return said.path("done").booleanValue() ? Posting.DONE : Posting.REFUSED;
    }

    private ObjectNode text() {
        ObjectNode text = JSON.createObjectNode()
                .put("command", command)
                .put("deployment", deployment)
                .put("by", by);
        id.ifPresent(key -> text.put("id", key));
        ObjectNode options = text.putObject("options");
        if (stay) {
            options.put("stay", true);
        }
        if (!exclude.isEmpty()) {
            exclude.forEach(options.putArray("exclude")::add);
        }
        return text;
    }

    static final class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Words() {
            super(Arrays.stream(Verb.values()).map(Verb::word).toList());
        }
    }
}
