package dev.trikk.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.trikk.Patience;
import dev.trikk.event.Event;
import dev.trikk.event.json.EventJson;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.jdbi.JdbiOutbox;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.notify.Report;
import dev.trikk.notify.Shop;
import dev.trikk.stage.ParkNotice;
import dev.trikk.stage.Told;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real route file between a real broker and a real mail server. */
class MailRouteTest {
    private static final String HOST = "127.0.0.1";
    private static final Deployment DEPLOYMENT = Shop.ended(Ending.SUCCEEDED);
    private static final String TOPIC = "jms:topic:VirtualTopic.trikk.events";

    private final BrokerService broker = new BrokerService();
    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP));
    private final CamelContext camel = new DefaultCamelContext();
    private final LedgerDatabase database = new LedgerDatabase(
            "jdbc:h2:mem:mail;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", Optional.empty(), Optional.empty());

    @BeforeEach
    void startServers() throws Exception {
        broker.setBrokerName("mail-route");
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.start();
        mailServer.start();
    }

    @AfterEach
    void stopServers() throws Exception {
        camel.stop();
        mailServer.stop();
        broker.stop();
        database.close();
    }

    @Test
    void the_end_of_a_deployment_becomes_one_mail_in_two_forms() throws Exception {
        givenRoute(mailServer.getSmtp().getPort(), List.of("operations@example.org"));

        publish(Shop.event(Event.Type.ENDED));

        MimeMessage mail = theOnlyMail(3);
        Report report = Report.of(DEPLOYMENT, Shop.allWell());
        assertThat(mail.getSubject()).isEqualTo("SUCCEEDED shop 1.4.2 -> production");
        assertThat(mail.getFrom()).containsExactly(new InternetAddress("trikk@example.org", "Trikk på Østre"));
        assertThat(mail.getRecipients(RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("readers@example.org", "operations@example.org", "kari@example.org");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertPart(parts.getBodyPart(0), "text/plain", report.text());
        assertPart(parts.getBodyPart(1), "text/html", report.html());
        assertThat(report.text()).contains("Blåbærsyltetøy für alle");
    }

    @Test
    void a_mail_says_that_no_person_wrote_it_and_which_event_it_is_of_and_nothing_of_the_queue() throws Exception {
        givenRoute(mailServer.getSmtp().getPort(), List.of());

        publish(Shop.event(Event.Type.ENDED));

        List<MimeMessage> mails = mails(2);
        assertThat(mails).allSatisfy(mail -> {
            assertThat(mail.getMessageID()).isEqualTo("<trikk.shop-17-7@example.org>");
            assertThat(mail.getHeader("X-Trikk-Event")).containsExactly("shop-17-7");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(Collections.list(mail.getAllHeaders()))
                    .extracting(Header::getName)
                    .containsExactlyInAnyOrder(
                            "Return-Path",
                            "Received",
                            "Date",
                            "From",
                            "To",
                            "Message-ID",
                            "Subject",
                            "MIME-Version",
                            "Content-Type",
                            "Auto-Submitted",
                            "X-Trikk-Event");
        });
    }

    @Test
    void a_rejected_request_becomes_a_mail_with_its_own_letters_in_the_subject() throws Exception {
        givenRoute(mailServer.getSmtp().getPort(), List.of("operations@example.org"));

        publish(Shop.rejected(Map.of("application", "blåbær", "environment", "prøve", "reasons", "ukjent")));

        MimeMessage mail = theOnlyMail(1);
        assertThat(mail.getSubject()).isEqualTo("REJECTED blåbær -> prøve");
        assertThat(mail.getRecipients(RecipientType.TO)).hasSize(1);
    }

    @Test
    void an_event_that_is_published_twice_is_told_once() throws Exception {
        givenRoute(mailServer.getSmtp().getPort(), List.of("operations@example.org"));

        publish(Shop.event(Event.Type.ENDED));
        publish(Shop.event(Event.Type.ENDED));
        publish(Shop.rejected(Map.of("application", "last")));

        assertThat(mails(3 + 1)).extracting(MimeMessage::getSubject).contains("REJECTED last");
    }

    @Test
    void an_alarm_is_told_to_operations_and_so_is_its_end() throws Exception {
        givenRoute(mailServer.getSmtp().getPort(), List.of("operations@example.org"));

        publish(alarm(Event.Type.ALARM, "shop-17 stands still: type trikk control retry shop-17"));
        publish(alarm(Event.Type.ALL_CLEAR, "it has gone on"));

        assertThat(mails(2))
                .extracting(MimeMessage::getSubject)
                .containsExactly("ALARM parked/shop-17", "ALL_CLEAR parked/shop-17");
    }

    private static Event alarm(Event.Type type, String text) {
        return new Event(
                "alarm/parked/shop-17/1/" + type,
                type,
                Optional.of("shop-17"),
                DEPLOYMENT.acceptedAt(),
                Map.of("alarm", "parked/shop-17", "kind", "PARKED", "text", text));
    }

    @Test
    void other_events_make_no_mail() throws Exception {
        givenRoute(mailServer.getSmtp().getPort(), List.of("operations@example.org"));

        publish(Shop.event(Event.Type.ACCEPTED));
        publish(Shop.event(Event.Type.STARTED));
        publish(Shop.event(Event.Type.STEPPED));
        publish(Shop.rejected(Map.of("application", "last")));

        assertThat(theOnlyMail(1).getSubject()).isEqualTo("REJECTED last");
    }

    @Test
    void a_report_that_nobody_is_to_get_is_neither_sent_nor_left_for_a_person() throws Exception {
        givenRoute(mailServer.getSmtp().getPort(), List.of());

        publish(Shop.rejected(Map.of("requestedBy", "jenkins")));
        publish(Shop.rejected(Map.of("requestedBy", "last@example.org")));

        assertThat(theOnlyMail(1).getAllRecipients()[0]).hasToString("last@example.org");
        assertThat(broker.getDestination(new ActiveMQQueue("ActiveMQ.DLQ"))
                        .getDestinationStatistics()
                        .getMessages()
                        .getCount())
                .isZero();
    }

    @Test
    void a_mail_server_that_is_away_rolls_the_event_back_so_that_it_is_not_lost() throws Exception {
        givenRoute(closedPort(), List.of("operations@example.org"));

        publish(Shop.event(Event.Type.ENDED));

        assertThat(deadLetter("ActiveMQ.DLQ")).isEqualTo(EventJson.write(Shop.event(Event.Type.ENDED)));
        assertThat(mailServer.getReceivedMessages()).isEmpty();
    }

    @Test
    void an_event_of_a_deployment_that_the_ledger_does_not_know_is_kept_for_a_person() throws Exception {
        givenRoute(mailServer.getSmtp().getPort(), List.of("operations@example.org"));
        Event event = new Event("e", Event.Type.ENDED, Optional.of("gone-1"), DEPLOYMENT.acceptedAt(), Map.of());

        publish(event);

        assertThat(deadLetter("DLQ.Consumer.mail.VirtualTopic.trikk.events")).contains("gone-1");
    }

    private void givenRoute(int smtpPort, List<String> operations) throws Exception {
        ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://mail-route?create=false");
        connections.getRedeliveryPolicy().setMaximumRedeliveries(1);
        connections.getRedeliveryPolicy().setInitialRedeliveryDelay(1);
        JmsComponent jms = JmsComponent.jmsComponent(connections);
        jms.getConfiguration().setTransacted(true);
        jms.getConfiguration().setReceiveTimeout(100);
        jms.getConfiguration().setLazyCreateTransactionManager(false);
        camel.addComponent("jms", jms);
        camel.addComponent("notices", jms);
        camel.getRegistry().bind("parkNotice", new ParkNotice());
        camel.addComponent(
                "smtp", MailComponents.of(HOST, smtpPort, MailComponents.Tls.NONE, Optional.empty(), Patience.LONG));
        Properties settings = new Properties();
        settings.setProperty("trikk.mail.endpoint", MailComponents.endpoint(HOST, smtpPort));
        camel.getPropertiesComponent().setInitialProperties(settings);
        camel.getRegistry()
                .bind(
                        "mailReport",
                        new MailReport(
                                EventJson::read,
                                id -> Optional.of(DEPLOYMENT)
                                        .filter(known -> known.id().equals(id)),
                                id -> Shop.allWell(),
                                event -> Optional.empty(),
                                operations,
                                "Trikk på Østre <trikk@example.org>"));
        Told.bind(
                camel,
                "mail",
                new JdbiOutbox(database, Clock.systemUTC()),
                EventJson::read,
                new Told.Patience(Duration.ofDays(100_000), Clock.systemUTC()));
        for (String file : List.of("on-dead-channel", "mail")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel)
                            .resolveResource("file:routes/notify/" + file + ".camel.yaml"));
        }
        camel.start();
    }

    private void publish(Event event) throws IOException {
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            template.sendBodyAndHeader(
                    TOPIC, EventJson.write(event), "trikkType", event.type().name());
        }
    }

    private String deadLetter(String queue) throws IOException {
        try (var template = camel.createConsumerTemplate()) {
            return template.receiveBody("jms:queue:" + queue + "?receiveTimeout=10000", 10_000, String.class);
        }
    }

    private MimeMessage theOnlyMail(int recipients) {
        return mails(recipients).get(0);
    }

    /** The mail server keeps a copy per recipient. */
    private List<MimeMessage> mails(int copies) {
        await().untilAsserted(() -> assertThat(mailServer.getReceivedMessages()).hasSizeGreaterThanOrEqualTo(copies));
        camel.stop(); // ends what is under way: nothing comes later
        assertThat(mailServer.getReceivedMessages()).hasSize(copies);
        return List.of(mailServer.getReceivedMessages());
    }

    private static void assertPart(BodyPart part, String type, String content) throws Exception {
        assertThat(part.getContentType()).isEqualToIgnoringCase(type + "; charset=UTF-8");
        assertThat(((String) part.getContent()).replace("\r\n", "\n")).isEqualTo(content);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
