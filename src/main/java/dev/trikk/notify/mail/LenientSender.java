package dev.trikk.notify.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts a mail as sent when at least one of its recipients was accepted. Else one mistyped address would keep the report
 * from everybody, or bring it to the others again with every attempt.
 */
final class LenientSender extends DefaultJavaMailSender {
    private static final Logger LOG = LoggerFactory.getLogger(LenientSender.class);

    @Override
    public void send(MimeMessage mail) throws MessagingException {
        try {
            super.send(mail);
        } catch (SendFailedException e) {
            if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
                throw e;
            }
            LOG.warn(
                    "mail {} did not reach {} {}: {}",
                    mail.getMessageID(),
                    Arrays.toString(e.getInvalidAddresses()),
                    Arrays.toString(e.getValidUnsentAddresses()),
                    e.getMessage());
        }
    }
}
