package dev.trikk.notify.mail;

import dev.trikk.notify.Recipients;
import dev.trikk.notify.Report;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.apache.camel.Message;
import org.apache.camel.component.mail.MailConstants;

/**
 * A report as camel-mail sends it: HTML with plain text as its alternative. Every mail of one event has the same Message-ID, so that
 * readers' servers can see a repetition.
 */
final class Letter {
    /** Camel 4.17 has no constant for it. */
    private static final String PLAIN_TEXT = "CamelMailAlternativeBody";

    private final InternetAddress from;

    /**
     * With a sender.
     *
     * @param from address, with or without a name
     * @throws IllegalArgumentException when it is none
     */
    Letter(String from) {
        this.from = sender(from);
    }

    /** Writes it into a message that has no headers yet; to nobody, without the header {@code To}. */
    void write(String eventId, List<String> to, Report report, Message message) {
        String token = asToken(eventId);
        message.setBody(report.html());
        message.setHeader(PLAIN_TEXT, report.text());
        message.setHeader("Content-Type", "text/html; charset=UTF-8");
        message.setHeader(MailConstants.MAIL_SUBJECT, report.subject());
        message.setHeader(MailConstants.MAIL_FROM, from.toString());
        message.setHeader(
                "Message-ID",
                "<trikk." + token
                        + from.getAddress().substring(from.getAddress().lastIndexOf('@')) + ">");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader(MailReport.EVENT, token);
        if (!to.isEmpty()) {
            message.setHeader(MailConstants.MAIL_TO, String.join(", ", to));
        }
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
