package dev.trikk.notify.mail;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import dev.trikk.notify.Recipients;
import dev.trikk.notify.Report;
import dev.trikk.notify.TrainRide;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Turns an event into the mail about it, for camel-mail to send: HTML with plain text as its alternative. The end and the hold
 * of a deployment, the end of a train and not of its deployments, a rejected request, an alarm and its end make a mail; for other events, and where nobody is to be told, the message leaves
 * without the header {@code To}. Every mail of one event has the same Message-ID, so that readers' servers can see a
 * repetition. Fails when the ledger cannot be asked or does not know the deployment. Safe for several threads.
 */
public final class MailReport implements Processor {
    /** Mail header with the id of the event. */
    public static final String EVENT = "X-Trikk-Event";

    private final Function<String, Event> events;
    private final Function<String, Optional<Deployment>> deployments;
    private final Function<String, List<Result>> results;
    private final Function<Event, Optional<TrainRide>> trains;
    private final Recipients recipients;
    private final Letter letter;

    /**
     * Knows neither the form of events nor the ledger, only how to ask.
     *
     * @param events reads the event in a message, for instance {@code EventJson::read}
     * @param deployments finds a deployment by its id, for instance {@code ledger::find}
     * @param results all results of a deployment in order, for instance {@code ledger::results}
     * @param trains the train that an event tells the end of
     * @param operations addresses that get every report
     * @param from sender's address, with or without a name
     * @throws IllegalArgumentException when an address is none
     */
    public MailReport(
            Function<String, Event> events,
            Function<String, Optional<Deployment>> deployments,
            Function<String, List<Result>> results,
            Function<Event, Optional<TrainRide>> trains,
            List<String> operations,
            String from) {
        this.events = events;
        this.deployments = deployments;
        this.results = results;
        this.trains = trains;
        this.recipients = new Recipients(operations);
        this.letter = new Letter(from);
    }

    @Override
    public void process(Exchange exchange) {
        Event event = events.apply(exchange.getMessage().getBody(String.class));
        Message message = exchange.getMessage();
        // camel-mail makes mail headers of all it finds, and settings of those that begin with mail.smtp
        message.removeHeaders("*");
        switch (event.type()) {
            case ENDED -> ended(event, message);
            case TRAIN_ENDED -> train(event, message);
            case REJECTED -> mail(event, recipients.ofRejected(event), Report.ofRejected(event), message);
            case HELD -> held(event, message);
            case ALARM, ALL_CLEAR -> mail(event, recipients.ofAlarm(), Report.ofAlarm(event), message);
            case ACCEPTED, STARTED, STEPPED -> message.setBody(null);
        }
    }

    private Deployment deployment(Event event) {
        return event.deployment()
                .flatMap(deployments)
                .orElseThrow(() -> new IllegalStateException(
                        "event " + event.id() + ": the ledger does not know its deployment " + event.deployment()));
    }

    private void held(Event event, Message message) {
        Deployment deployment = deployment(event);
        mail(event, recipients.of(deployment), Report.ofHeld(deployment, event), message);
    }

    private void train(Event event, Message message) {
        TrainRide ride = trains.apply(event)
                .orElseThrow(() ->
                        new IllegalStateException("event " + event.id() + ": the ledger does not know its train"));
        mail(event, recipients.of(ride), Report.ofTrain(ride), message);
    }

    private void ended(Event event, Message message) {
        Deployment deployment = deployment(event);
        if (deployment.train().isPresent()) {
            message.setBody(null);
            return;
        }
        mail(event, recipients.of(deployment), Report.of(deployment, results.apply(deployment.id())), message);
    }

    private void mail(Event event, List<String> to, Report report, Message message) {
        letter.write(event.id(), to, report, message);
    }
}
