package dev.trikk.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.trikk.Patience;
import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.notify.Notice;
import dev.trikk.notify.Report;
import dev.trikk.notify.Shop;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailChannelTest {
    private static final Notice ENDED =
            new Notice(Shop.event(Event.Type.ENDED), Optional.of(Shop.ended(Ending.SUCCEEDED)), Shop.allWell());

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private MailComponent component;
    private MailChannel channel;

    @BeforeEach
    void start() {
        server.start();
        int port = server.getSmtp().getPort();
        component = MailComponents.of("127.0.0.1", port, MailComponents.Tls.NONE, Optional.empty(), Patience.LONG);
        camel.addComponent("smtp", component);
        camel.start();
        channel = channel(true);
    }

    private MailChannel channel(boolean tellsEach) {
        return new MailChannel(
                new MailChannel.Outgoing(
                        camel.createProducerTemplate(),
                        MailComponents.endpoint("127.0.0.1", server.getSmtp().getPort()),
                        "trikk@example.org",
                        () -> MailComponents.check(component)),
                List.of("owners@example.org", "boss@example.org"),
                tellsEach);
    }

    @AfterEach
    void stop() {
        camel.stop();
        server.stop();
    }

    @Test
    void the_report_goes_to_the_addresses_of_the_notifier_only() throws MessagingException {
        channel.tell(ENDED);

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getSubject()).isEqualTo("SUCCEEDED shop 1.4.2 -> production");
        assertThat(mails[0].getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("owners@example.org", "boss@example.org");
        assertThat(mails[0].getMessageID()).isEqualTo("<trikk.shop-17-7@example.org>");
    }

    @Test
    void one_that_wants_a_digest_gets_nothing_else() throws MessagingException {
        MailChannel bosses = channel(false);
        bosses.tell(ENDED);
        assertThat(server.getReceivedMessages()).isEmpty();

        bosses.send("digest/bosses/2026-03-02T00:00:00Z", new Report("DIGEST 1 deployment", "text", "<p>text</p>"));

        assertThat(server.getReceivedMessages()[0].getSubject()).isEqualTo("DIGEST 1 deployment");
        assertThat(server.getReceivedMessages()[0].getMessageID())
                .isEqualTo("<trikk.digest-bosses-2026-03-02T00-00-00Z@example.org>");
    }

    @Test
    void what_happens_on_the_way_makes_no_mail() {
        channel.tell(new Notice(Shop.event(Event.Type.STEPPED), Optional.empty(), List.of()));

        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_mail_server_that_is_away_is_waited_for() {
        server.stop();

        assertThatThrownBy(() -> channel.tell(ENDED)).isInstanceOf(MailChannel.MailUnavailable.class);
        assertThatThrownBy(channel::check).hasMessageContaining("the mail server cannot be used");
    }

    @Test
    void the_server_can_be_tried_without_a_mail() {
        assertThat(channel.check()).isEqualTo("takes mail");
        assertThat(server.getReceivedMessages()).isEmpty();
    }
}
