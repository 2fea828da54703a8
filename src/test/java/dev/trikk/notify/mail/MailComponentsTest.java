package dev.trikk.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.trikk.notify.mail.MailComponents.Tls;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.PasswordAuthentication;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailComponentsTest {
    private static final String HOST = "127.0.0.1";
    private static final String PASSWORD = "s3cret&#/";

    private final CamelContext camel = new DefaultCamelContext();
    private GreenMail server;

    @AfterEach
    void stop() {
        camel.stop();
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void the_password_opens_the_door_and_stands_in_no_address() throws Exception {
        givenServer(ServerSetup.PROTOCOL_SMTP);
        String endpoint = givenComponent(Tls.NONE, Optional.of(PASSWORD));

        send(endpoint, "kari@example.org");

        assertThat(server.getReceivedMessages()).hasSize(1);
        MailEndpoint mail = camel.getEndpoint(endpoint, MailEndpoint.class);
        assertThat(mail.getEndpointUri()).doesNotContain("s3cret");
        assertThat(mail).asString().doesNotContain("s3cret");
        assertThat(mail.getConfiguration().getPassword()).isNull();
    }

    @Test
    void a_wrong_password_is_refused_and_not_repeated_in_the_message() throws Exception {
        givenServer(ServerSetup.PROTOCOL_SMTP);
        String endpoint = givenComponent(Tls.NONE, Optional.of("wrong-s3cret"));

        assertThatThrownBy(() -> send(endpoint, "kari@example.org"))
                .hasRootCauseInstanceOf(AuthenticationFailedException.class)
                .rootCause()
                .message()
                .doesNotContain("wrong-s3cret");
    }

    @Test
    void without_starttls_on_the_other_side_nothing_is_sent_in_the_open() throws Exception {
        givenServer(ServerSetup.PROTOCOL_SMTP);
        String endpoint = givenComponent(Tls.STARTTLS, Optional.of(PASSWORD));

        assertThatThrownBy(() -> send(endpoint, "kari@example.org"))
                .rootCause()
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("STARTTLS is required");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() throws Exception {
        givenServer(ServerSetup.PROTOCOL_SMTPS);
        String endpoint = givenComponent(Tls.TLS, Optional.of(PASSWORD));

        assertThatThrownBy(() -> send(endpoint, "kari@example.org"))
                .hasStackTraceContaining(SSLHandshakeException.class.getName());
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void one_refused_address_keeps_the_report_from_nobody_else() throws Exception {
        try (PickySmtp picky = new PickySmtp("nobody@example.org")) {
            String endpoint = givenComponent(Tls.NONE, Optional.empty(), picky.port());

            send(endpoint, "nobody@example.org, kari@example.org");

            assertThat(picky.mails()).isEqualTo(1);
        }
    }

    @Test
    void when_all_addresses_are_refused_the_sender_is_told() throws Exception {
        try (PickySmtp picky = new PickySmtp("nobody@example.org")) {
            String endpoint = givenComponent(Tls.NONE, Optional.empty(), picky.port());

            assertThatThrownBy(() -> send(endpoint, "nobody@example.org"))
                    .hasCauseInstanceOf(SendFailedException.class);
            assertThat(picky.mails()).isZero();
        }
    }

    private void givenServer(String protocol) {
        server = new GreenMail(new ServerSetup(0, HOST, protocol))
                .withConfiguration(GreenMailConfiguration.aConfig().withUser("trikk", PASSWORD));
        server.start();
    }

    private String givenComponent(Tls tls, Optional<String> password) {
        int port =
                tls == Tls.TLS ? server.getSmtps().getPort() : server.getSmtp().getPort();
        return givenComponent(tls, password, port);
    }

    private String givenComponent(Tls tls, Optional<String> password, int port) {
        camel.addComponent(
                "smtp",
                MailComponents.of(
                        HOST,
                        port,
                        tls,
                        password.map(text -> new PasswordAuthentication("trikk", text.toCharArray())),
                        Duration.ofSeconds(10)));
        camel.start();
        return MailComponents.endpoint(HOST, port);
    }

    private void send(String endpoint, String to) throws Exception {
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            template.sendBodyAndHeaders(
                    endpoint, "a text", Map.of("To", to, "From", "trikk@example.org", "Subject", "a subject"));
        }
    }
}
