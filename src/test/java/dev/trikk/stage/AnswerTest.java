package dev.trikk.stage;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Destination;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTempQueue;
import org.apache.activemq.command.ActiveMQTempTopic;
import org.apache.activemq.command.ActiveMQTopic;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an answer is sent, and where not: CI names the place, but the daemon may write everywhere. */
class AnswerTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<Object> sentTo = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:answers")
                        .process(exchange -> sentTo.add(exchange.getMessage().getHeader("CamelJmsDestination")));
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    static Stream<Destination> forAnswers() {
        return Stream.of(new ActiveMQQueue("trikk.answers.jenkins.job-1"), new ActiveMQTempQueue("ID:ci-1:1:1"));
    }

    @ParameterizedTest
    @MethodSource("forAnswers")
    void a_queue_for_answers_gets_the_answer(Destination replyTo) throws Exception {
        answer(replyTo);

        assertThat(sentTo).containsExactly(replyTo);
    }

    static Stream<Destination> notForAnswers() {
        return Stream.of(
                new ActiveMQQueue("trikk.fetch"),
                new ActiveMQQueue("trikk.requests"),
                new ActiveMQQueue("trikk.answers.x,trikk.fetch"),
                new ActiveMQQueue("trikk.answers.x,topic://VirtualTopic.trikk.events"),
                new ActiveMQQueue("trikk.answers.>"),
                new ActiveMQQueue("trikk.answers."),
                new ActiveMQQueue("DLQ.trikk.fetch"),
                new ActiveMQQueue("Consumer.mail.VirtualTopic.trikk.events"),
                new ActiveMQQueue("somebody.elses"),
                new ActiveMQTempQueue("ID:ci-1:1:1,queue://trikk.fetch"),
                new ActiveMQTopic("VirtualTopic.trikk.events"),
                new ActiveMQTopic("trikk.answers.x"),
                new ActiveMQTempTopic("ID:ci-1:1:1"));
    }

    @ParameterizedTest
    @MethodSource("notForAnswers")
    void no_other_destination_gets_one(Destination replyTo) throws Exception {
        answer(replyTo);

        assertThat(sentTo).isEmpty();
    }

    @Test
    void who_names_no_destination_gets_none() throws Exception {
        answer(null);

        assertThat(sentTo).isEmpty();
    }

    private void answer(Destination replyTo) throws Exception {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeader("JMSReplyTo", replyTo);
        exchange.getMessage().setHeader("JMSMessageID", "ID:1");
        Answer.set(exchange, "{}");
        new Answer(camel.createProducerTemplate(), "direct:answers").process(exchange);
    }
}
