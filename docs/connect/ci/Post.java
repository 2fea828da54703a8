import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.activemq.ActiveMQConnectionFactory;

/**
 * Posts a request to Trikk over OpenWire and prints the answer: what a build tool or a plug-in does.
 *
 * <pre>java -cp 'target/lib/*' docs/connect/ci/Post.java tcp://127.0.0.1:61616 data/ci-password request.json</pre>
 *
 * Exit code 0: accepted; 2: rejected; 1: no answer.
 */
final class Post {
    private Post() {}

    public static void main(String[] arguments) throws IOException, JMSException {
        String password = Files.readString(Path.of(arguments[1])).strip();
        String request = Files.readString(Path.of(arguments[2]));
        System.exit(post(new ActiveMQConnectionFactory("ci", password, arguments[0]), request));
    }

    private static int post(ActiveMQConnectionFactory broker, String request) throws JMSException {
        try (Connection connection = broker.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            Queue answers = session.createTemporaryQueue();
            TextMessage message = session.createTextMessage(request);
            message.setJMSReplyTo(answers);
            // persistent is JMS's default, and this returns when the broker has the message on its disk
            session.createProducer(session.createQueue("trikk.requests")).send(message);
            try (MessageConsumer consumer = session.createConsumer(answers)) {
                return judge((TextMessage) consumer.receive(Duration.ofMinutes(1).toMillis()));
            }
        }
    }

    private static int judge(TextMessage answer) throws JMSException {
        if (answer == null) {
            System.err.println("Post: the request is on the queue, but nobody has answered");
            return 1;
        }
        System.out.println(answer.getText());
        return answer.getText().contains("\"accepted\":true") ? 0 : 2;
    }
}
