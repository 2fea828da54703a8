package dev.trikk.notify.mail;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import dev.trikk.notify.Recipients;
import dev.trikk.notify.Report;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.MailConstants;

/**
 * Turns an event into the mail about it, for camel-mail to send: HTML with plain text as its alternative. The end and the hold
 * of a deployment, a rejected request, an alarm and its end make a mail; for other events, and where nobody is to be told, the message leaves
 * without the header {@code To}. Every mail of one event has the same Message-ID, so that readers' servers can see a
 * repetition. Fails when the ledger cannot be asked or does not know the deployment. Safe for several threads.
 */
public final class MailReport implements Processor {
    /** Mail header with the id of the event. */
    public static final String EVENT = "X-Trikk-Event";

    /** Camel 4.17 has no constant for it. */
    private static final String PLAIN_TEXT = "CamelMailAlternativeBody";

    private final Function<String, Event> events;
    private final Function<String, Optional<Deployment>> deployments;
    private final Function<String, List<Result>> results;
    private final Recipients recipients;
    private final InternetAddress from;

    /**
     * Knows neither the form of events nor the ledger, only how to ask.
     *
     * @param events reads the event in a message, for instance {@code EventJson::read}
     * @param deployments finds a deployment by its id, for instance {@code ledger::find}
     * @param results all results of a deployment in order, for instance {@code ledger::results}
     * @param operations addresses that get every report
     * @param from sender's address, with or without a name
     * @throws IllegalArgumentException when an address is none
     */
    public MailReport(
            Function<String, Event> events,
            Function<String, Optional<Deployment>> deployments,
            Function<String, List<Result>> results,
            List<String> operations,
            String from) {
        this.events = events;
        this.deployments = deployments;
        this.results = results;
        this.recipients = new Recipients(operations);
        this.from = sender(from);
    }

    @Override
    public void process(Exchange exchange) {
        Event event = events.apply(exchange.getMessage().getBody(String.class));
        Message message = exchange.getMessage();
        // camel-mail makes mail headers of all it finds, and settings of those that begin with mail.smtp
        message.removeHeaders("*");
        switch (event.type()) {
            case ENDED -> ended(event, message);
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

    private void ended(Event event, Message message) {
        Deployment deployment = deployment(event);
        mail(event, recipients.of(deployment), Report.of(deployment, results.apply(deployment.id())), message);
    }

    private void mail(Event event, List<String> to, Report report, Message message) {
        message.setBody(report.html());
        message.setHeader(PLAIN_TEXT, report.text());
        message.setHeader("Content-Type", "text/html; charset=UTF-8");
        message.setHeader(MailConstants.MAIL_SUBJECT, report.subject());
        message.setHeader(MailConstants.MAIL_FROM, from.toString());
        message.setHeader("Message-ID", messageId(event));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader(EVENT, asToken(event.id()));
        if (!to.isEmpty()) {
            message.setHeader(MailConstants.MAIL_TO, String.join(", ", to));
        }
    }

    private String messageId(Event event) {
        String address = from.getAddress();
        return "<trikk." + asToken(event.id()) + address.substring(address.lastIndexOf('@')) + ">";
    }

    /** The id as far as it may stand in a mail header as it is. */
    private static String asToken(String id) {
        return id.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static InternetAddress sender(String from) {
        try {
            InternetAddress address = new InternetAddress(from, true);
            if (Recipients.isAddress(address.getAddress())) {
                return address;
            }
        } catch (AddressException e) {
            throw new IllegalArgumentException("not a sender's e-mail address: " + from, e);
        }
        throw new IllegalArgumentException("not a sender's e-mail address: " + from);
    }
}
