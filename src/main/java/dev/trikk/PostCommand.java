package dev.trikk;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.activemq.ActiveMQConnectionFactory;
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
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(
                user, Files.readString(passwordFile).strip(), broker);
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            Queue answers = session.createTemporaryQueue();
            TextMessage message = session.createTextMessage(request);
            message.setJMSReplyTo(answers);
            session.createProducer(session.createQueue("trikk.requests")).send(message);
            try (MessageConsumer consumer = session.createConsumer(answers)) {
                return print((TextMessage)
                        consumer.receive(Duration.ofSeconds(seconds).toMillis()));
            }
        }
    }

    private int print(TextMessage answer) throws JMSException {
        if (answer == null) {
            System.err.println("trikk: the request is on the queue, but no answer came within " + seconds + " s");
            return 1;
        }
        System.out.println(answer.getText());
        return answer.getText().contains("\"accepted\":true") ? 0 : 2;
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
