package dev.trikk.notify.mail;

import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;
import dev.trikk.notify.Report;
import dev.trikk.outage.Outage;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends the report to addresses of its own, beside the mail that everybody concerned gets. */
public final class MailChannel implements Channel {
    private final Outgoing outgoing;
    private final List<String> to;
    private final boolean tellsEach;

    /**
     * How mail leaves.
     *
     * @param endpoint camel-mail's
     * @param from sender's address, with or without a name
     * @param check connects, and tells what it found
     */
    public record Outgoing(ProducerTemplate template, String endpoint, String from, Callable<String> check) {}

    /**
     * For some addresses.
     *
     * @param to plain addresses
     * @param tellsEach whether each notice is a mail; else it only sends what it is given with {@link #send}
     */
    public MailChannel(Outgoing outgoing, List<String> to, boolean tellsEach) {
        this.outgoing = outgoing;
        this.to = List.copyOf(to);
        this.tellsEach = tellsEach;
    }

    @Override
    public void tell(Notice notice) {
        if (tellsEach) {
            Report.of(notice).ifPresent(report -> send(notice.event().id(), report));
        }
    }

    /** Sends any report; the same rules as for a notice. */
    public void send(String id, Report report) {
        Letter letter = new Letter(outgoing.from());
        Exchange sent = outgoing.template()
                .send(outgoing.endpoint(), exchange -> letter.write(id, to, report, exchange.getMessage()));
        if (sent.getException() instanceof MessagingException e) {
            throw new MailUnavailable(e);
        }
        if (sent.getException() != null) {
            throw new IllegalStateException("the mail cannot be sent: " + sent.getException(), sent.getException());
        }
    }

    @Override
    public String check() {
        try {
            return outgoing.check().call();
        } catch (Exception e) {
            throw new IllegalStateException("the mail server cannot be used: " + e.getMessage(), e);
        }
    }

    /** The mail server did not take it. */
    static final class MailUnavailable extends Outage {
        private static final long serialVersionUID = 1;

        MailUnavailable(MessagingException cause) {
            super("the mail server", String.valueOf(cause.getMessage()), cause);
        }
    }
}
