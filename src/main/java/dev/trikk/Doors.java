package dev.trikk;

import dev.trikk.config.Secret;
import dev.trikk.config.Settings;
import dev.trikk.notify.mail.MailComponents;
import dev.trikk.remote.ssh.SshSessions;
import dev.trikk.remote.ssh.SshSettings;
import java.net.PasswordAuthentication;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.component.mail.MailComponent;

/** How servers and the mail server are reached, by the settings: the same for the daemon and for {@code trikk check}. */
final class Doors {
    private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(10);

    private Doors() {}

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

    /** None where no mail server is set. */
    static Optional<MailComponent> mail(Settings settings) {
        return settings.optional("trikk.mail.host")
                .map(host -> MailComponents.of(
                        host,
                        settings.number("trikk.mail.port"),
                        MailComponents.Tls.valueOf(
                                settings.text("trikk.mail.tls").toUpperCase(Locale.ROOT)),
                        settings.optional("trikk.mail.user").map(user -> login(settings, user)),
                        MAIL_TIMEOUT));
    }

    private static PasswordAuthentication login(Settings settings, String user) {
        String password =
                settings.secret("trikk.mail.password").map(Secret::reveal).orElse("");
        return new PasswordAuthentication(user, password.toCharArray());
    }
}
