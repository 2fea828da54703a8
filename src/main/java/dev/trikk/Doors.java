package dev.trikk;

import dev.trikk.config.Secret;
import dev.trikk.config.Settings;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.notify.mail.MailChannel;
import dev.trikk.notify.mail.MailComponents;
import dev.trikk.release.maven.RepositoryClient;
import dev.trikk.remote.ssh.SshSessions;
import dev.trikk.remote.ssh.SshSettings;
import java.net.PasswordAuthentication;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mail.MailComponent;

/** How servers, repositories and the mail server are reached, by the settings: the same for the daemon and for {@code trikk check}. */
final class Doors {
    private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(10);

    private Doors() {}

    /** The database of the ledger, brought up to date. */
    static LedgerDatabase ledger(Settings settings) {
        String url = settings.optional("trikk.ledger.url")
                .orElseGet(() -> LedgerDatabase.h2(settings.path("trikk.data")
                        .resolve("ledger")
                        .toAbsolutePath()
                        .toString()));
        return new LedgerDatabase(
                url,
                settings.optional("trikk.ledger.user"),
                settings.secret("trikk.ledger.password").map(Secret::reveal));
    }

    static SshSessions sessions(Settings settings) {
        return new SshSessions(new SshSettings(
                Folders.existing(settings, "trikk.ssh.key", "ssh-keygen -t ed25519 makes one"),
                Folders.existing(settings, "trikk.ssh.knownHosts", "ssh-keyscan fetches the servers' host keys"),
                settings.secret("trikk.ssh.passphrase").map(Secret::reveal),
                settings.duration("trikk.ssh.connectTimeout"),
                settings.duration("trikk.ssh.idle"),
                settings.duration("trikk.ssh.heartbeat"),
                settings.number("trikk.ssh.starts"),
                settings.number("trikk.ssh.startsPerServer"),
                settings.number("trikk.ssh.channels"),
                (int) settings.size("trikk.ssh.output"),
                Duration.ofSeconds(10)));
    }

    static RepositoryClient repositories(Settings settings, RepositoryAccess access, Clock clock) {
        return new RepositoryClient(
                settings.duration("trikk.ssh.connectTimeout"),
                settings.duration("trikk.repository.timeout"),
                access,
                clock);
    }

    /** None where no mail server is set. */
    private static Optional<MailComponent> mail(Settings settings) {
        return settings.optional("trikk.mail.host")
                .map(host -> MailComponents.of(
                        host,
                        settings.number("trikk.mail.port"),
                        MailComponents.Tls.valueOf(
                                settings.text("trikk.mail.tls").toUpperCase(Locale.ROOT)),
                        settings.optional("trikk.mail.user").map(user -> login(settings, user)),
                        MAIL_TIMEOUT));
    }

    /** How mail leaves; binds the component that sends it. */
    static Optional<MailChannel.Outgoing> outgoing(Settings settings, CamelContext camel) {
        return mail(settings).map(component -> {
            camel.addComponent("smtp", component);
            return new MailChannel.Outgoing(
                    camel.createProducerTemplate(),
                    MailComponents.endpoint(settings.text("trikk.mail.host"), settings.number("trikk.mail.port")),
                    settings.text("trikk.mail.from"),
                    () -> MailComponents.check(component));
        });
    }

    private static PasswordAuthentication login(Settings settings, String user) {
        String password =
                settings.secret("trikk.mail.password").map(Secret::reveal).orElse("");
        return new PasswordAuthentication(user, password.toCharArray());
    }
}
