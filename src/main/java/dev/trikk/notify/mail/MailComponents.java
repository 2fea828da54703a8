package dev.trikk.notify.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.net.PasswordAuthentication;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailConfiguration;

/**
 * Makes the component that sends mail through one server; bind it as {@code smtp}. The endpoint of the route is then
 * {@link #endpoint}: the password is in neither, so no log or console can show it.
 */
public final class MailComponents {
    private MailComponents() {}

    /** How the connection to the mail server is protected. */
    public enum Tls {
        /** Not at all: for a mail server on the same machine. */
        NONE,
        /** Starts in the open and must be protected before anything is said. */
        STARTTLS,
        /** Protected from the first byte. */
        TLS
    }

    /**
     * The component for one mail server. Connects when a mail is sent, not before.
     *
     * @param host mail server; its certificate must be valid for this name, and be trusted by the JVM
     * @param port its port
     * @param tls how the connection is protected
     * @param login user and password; none where the server asks for none
     * @param timeout for connecting, for each answer, and for each write
     */
    public static MailComponent of(
            String host, int port, Tls tls, Optional<PasswordAuthentication> login, Duration timeout) {
        DefaultJavaMailSender sender = new LenientSender();
        sender.setHost(host);
        sender.setPort(port);
        sender.setProtocol(tls == Tls.TLS ? "smtps" : "smtp");
        sender.setJavaMailProperties(settings("mail." + sender.getProtocol() + ".", tls, login.isPresent(), timeout));
        login.ifPresent(who -> {
            sender.setUsername(who.getUserName());
            sender.setPassword(new String(who.getPassword()));
        });

        MailConfiguration configuration = new MailConfiguration();
        configuration.setJavaMailSender(sender);
        return new MailComponent(configuration);
    }

    /**
     * Connects and logs in, and sends nothing.
     *
     * @return what was found, in words
     * @throws MessagingException when the server is away or does not let us in
     */
    public static String check(MailComponent component) throws MessagingException {
        JavaMailSender sender = component.getConfiguration().getJavaMailSender();
        try (Transport transport = sender.getSession().getTransport(sender.getProtocol())) {
            transport.connect(sender.getHost(), sender.getPort(), sender.getUsername(), sender.getPassword());
            return "takes mail" + (sender.getUsername() == null ? "" : " from " + sender.getUsername());
        }
    }

    /** The value of {@code trikk.mail.endpoint}: the scheme is always smtp, protected or not. */
    public static String endpoint(String host, int port) {
        return "smtp:" + host + ":" + port;
    }

    private static Properties settings(String prefix, Tls tls, boolean login, Duration timeout) {
        String millis = Long.toString(timeout.toMillis());
        Properties settings = new Properties();
        settings.setProperty(prefix + "connectiontimeout", millis);
        settings.setProperty(prefix + "timeout", millis);
        settings.setProperty(prefix + "writetimeout", millis);
        settings.setProperty(prefix + "auth", Boolean.toString(login));
        settings.setProperty(prefix + "starttls.enable", Boolean.toString(tls == Tls.STARTTLS));
        settings.setProperty(prefix + "starttls.required", Boolean.toString(tls == Tls.STARTTLS));
        settings.setProperty(prefix + "ssl.checkserveridentity", "true");
        settings.setProperty(prefix + "sendpartial", "true");
        return settings;
    }
}
