package dev.trikk.stage;

import dev.trikk.plan.Stage;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;

/** The messages that stages have given up on. */
@FunctionalInterface
interface DeadLetters {

    /** Takes away what lies there for a deployment: its step is tried again by a new message. Repeated, it finds nothing. */
    void drop(Stage stage, String deployment);

    /**
     * Those of a broker. They are taken in the transaction of the message at hand.
     *
     * @param endpoint a JMS endpoint inside of transactions, to which the name of a queue is added
     */
    static DeadLetters of(ConsumerTemplate template, String endpoint) {
        long longEnoughForABroker = 500;
        return (stage, deployment) -> {
            String uri = endpoint + "DLQ.trikk." + stage.word() + "?selector=TrikkDeployment%3D'" + deployment + "'";
            Exchange dead = template.receive(uri, longEnoughForABroker);
            while (dead != null) {
                template.doneUoW(dead);
                dead = template.receive(uri, longEnoughForABroker);
            }
        };
    }
}
