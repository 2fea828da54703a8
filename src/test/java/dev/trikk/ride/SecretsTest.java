package dev.trikk.ride;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.trikk.TrikkProcess;
import dev.trikk.rotation.httpd.HttpdProcess;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A daemon with a secret for every connection that can have one. Some deployments go well, some systems send it away and tell all that
 * it said of itself; afterwards everything that was produced is searched for the secrets.
 */
class SecretsTest {
    private static final List<String> NOTIFIERS = List.of(
            "slack", "mattermost", "teams", "googlechat", "hipchat", "webhook", "cdevents", "jira", "confluence");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");

    private final Receivers receivers = new Receivers();
    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, String> produced = new LinkedHashMap<>();
    private final int broker = Daemon.freePort();
    private final int http = Daemon.freePort();
    private final int management = Daemon.freePort();

    @TempDir
    Path folder;

    @TempDir
    Path house;

    private Path work;
    private Fleet fleet;
    private HttpdProcess httpd;
    private Guarded repository;

    @BeforeEach
    void givenFleet() throws Exception {
        work = Files.createDirectories(folder.resolve("work"));
        Files.createDirectories(folder.resolve("vault"));
        mails.start();
        fleet = Fleet.up("pairs", "shop");
        fleet.release("shop", "1.0,1.1");
        Map<String, URI> members = new TreeMap<>();
        for (String proxy : List.of("proxy1", "proxy2")) {
            members.put(proxy, URI.create("http://" + fleet.property("server." + proxy + ".address") + ":28080"));
        }
        httpd = new HttpdProcess(house, members);
        secret("balancer");
        repository = new Guarded(URI.create(fleet.property("repository.url")), secret("repository"));
    }

    @AfterEach
    void stop() throws Exception {
        repository.close();
        httpd.close();
        fleet.close();
        receivers.close();
        mails.stop();
    }

    @Test
    void nothing_that_is_written_or_told_holds_a_secret() throws Exception {
        mails.setUser("trikk", secret("mail"));
        Path settings = settings();
        Map<String, String> loud =
                Map.of("JAVA_TOOL_OPTIONS", "-Dtrikk.log=debug -Dtrikk.log.libraries=info -Dtrikk.trace=full");

        try (TrikkProcess check = TrikkProcess.start(work, settings, loud, "check")) {
            check.awaitEnd();
            assertThat(check.out())
                    .contains("ok   repository fleet", "ok   mail server", "ok   balancer", "ok   requests over HTTP");
        }
        try (TrikkProcess daemon = TrikkProcess.start(work, settings, loud, "serve")) {
            daemon.awaitText("takes requests");
            deploy("1.0");
            await("all are told").until(() -> NOTIFIERS.stream()
                    .noneMatch(name -> receivers.told(name).isEmpty()));
            receivers.refuse();
            deploy("1.1");
            await("all notices are parked").until(() -> parked(daemon.err()) == NOTIFIERS.size());
            produced.put(
                    "metrics",
                    new String(
                            URI.create("http://127.0.0.1:" + management + "/metrics")
                                    .toURL()
                                    .openStream()
                                    .readAllBytes(),
                            UTF_8));
        }
        gather();

        assertThat(produced).hasSizeGreaterThan(25);
        assertThat(produced.get("metrics")).contains("trikk_calls_seconds_count");
        produced.replaceAll((where, text) -> shown(text));
        assertThat(secrets).hasSizeGreaterThan(17).allSatisfy((name, value) -> assertThat(produced)
                .as(name)
                .allSatisfy((where, text) -> assertThat(text).as(where).doesNotContain(value)));
    }

    private static long parked(String log) {
        return NOTIFIERS.stream()
                .filter(name -> log.contains("DLQ.Consumer." + name + ".VirtualTopic.trikk.events"))
                .count();
    }

    private void deploy(String version) throws Exception {
        try (Sender ci = Sender.ci(URI.create("tcp://127.0.0.1:" + broker), secrets.get("ci"))) {
            String request =
                    """
                    {"application": "shop", "version": "%s", "environment": "production", "issues": ["SHOP-1"]}"""
                            .formatted(version);
            assertThat(ci.ask(request).path("accepted").asBoolean()).isTrue();
        }
        String subject = "SUCCEEDED shop " + version;
        await(subject).until(() -> {
            for (MimeMessage mail : mails.getReceivedMessages()) {
                if (mail.getSubject().startsWith(subject)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** All that was written to files, printed, mailed, or told; a message's own secret in the place for it is not looked at. */
    private void gather() throws Exception {
        for (String name : NOTIFIERS) {
            receivers.told(name).forEach(told -> produced.merge(name, told.body(), String::concat));
        }
        for (MimeMessage mail : mails.getReceivedMessages()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            mail.writeTo(out);
            produced.put("mail " + produced.size(), out.toString(UTF_8));
        }
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                produced.put(file.toString(), Files.readString(file, ISO_8859_1));
            }
        }
    }

    /** A text, and what it says in Base64. */
    private static String shown(String text) {
        String decoded = BASE64.matcher(text)
                .results()
                .map(match ->
                        match.group().replaceAll("=+$", "").replace('-', '+').replace('_', '/'))
                .map(digits -> digits.substring(0, digits.length() / 4 * 4))
                .map(digits -> new String(Base64.getDecoder().decode(digits), ISO_8859_1))
                .collect(Collectors.joining("\n"));
        return text + decoded;
    }

    private String secret(String name) {
        String value = name.equals("balancer") ? HttpdProcess.PASSWORD : "s3cr3t-of-" + name + "-7f3a9c51";
        secrets.put(name, value);
        try {
            Files.writeString(folder.resolve("vault").resolve(name), value + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return value;
    }

    private String reference(String name) {
        secret(name);
        return "file:" + folder.resolve("vault").resolve(name);
    }

    private Path settings() throws IOException {
        FleetInventory inventory = new FleetInventory(fleet)
                .releases("url: \"%s\", token: \"%s\"".formatted(repository.url(), reference("repository")))
                .front("type: httpd, url: \"%s\", balancer: city, user: %s, password: \"%s\""
                        .formatted(httpd.manager(), HttpdProcess.USER, reference("balancer")))
                .notifiers(NOTIFIERS.stream().map(this::notifier).collect(Collectors.joining()));
        Path file = Files.writeString(work.resolve("inventory.yaml"), inventory.text());
        return Files.writeString(
                work.resolve("trikk.properties"),
                """
                trikk.data = %1$s/data
                trikk.inventory = %2$s
                trikk.uploads = %1$s/uploads
                trikk.broker.openwire.port = %3$d
                trikk.broker.stomp.port = 0
                trikk.broker.amqp.port = 0
                trikk.broker.password = %4$s
                trikk.broker.ci.password = %5$s
                trikk.broker.operator.password = %6$s
                trikk.ssh.key = %7$s
                trikk.ssh.knownHosts = %8$s
                trikk.jmx.port = %9$d
                trikk.jmx.password = %10$s
                trikk.mail.host = 127.0.0.1
                trikk.mail.port = %11$d
                trikk.mail.user = trikk
                trikk.mail.password = %12$s
                trikk.mail.from = trikk@example.org
                trikk.mail.to = operations@example.org
                trikk.http.enabled = true
                trikk.http.port = %13$d
                trikk.http.token = %14$s
                trikk.http.signing = %15$s
                trikk.hooks.github.secret = %16$s
                trikk.hooks.gitlab.token = %17$s
                trikk.management.port = %18$d
                """
                        .formatted(
                                work,
                                file,
                                broker,
                                reference("daemon"),
                                reference("ci"),
                                reference("operator"),
                                fleet.property("client.key"),
                                fleet.property("known_hosts"),
                                Daemon.freePort(),
                                reference("jmx"),
                                mails.getSmtp().getPort(),
                                reference("mail"),
                                http,
                                reference("http"),
                                reference("signing"),
                                reference("github"),
                                reference("gitlab"),
                                management));
    }

    /** Who knows the address of a chat may post there, so its last part is the secret. */
    private String notifier(String type) {
        String root = "http://127.0.0.1:" + receivers.port() + "/" + type;
        String url =
                switch (type) {
                    case "hipchat", "jira", "confluence", "webhook", "cdevents" -> root;
                    default -> "file:" + inVault(type + "-url", root + "/" + secret(type));
                };
        String more =
                switch (type) {
                    case "hipchat" -> ", token: \"%s\", room: deploys".formatted(reference(type));
                    case "webhook" -> ", secret: \"%s\"".formatted(reference(type));
                    case "jira" ->
                        ", user: trikk, password: \"%s\", link: \"https://trikk.example.org/${id}\""
                                .formatted(reference(type));
                    case "confluence" -> ", token: \"%s\", space: OPS".formatted(reference(type));
                    case "cdevents" -> ", token: \"%s\"".formatted(reference(type));
                    default -> "";
                };
        return "  %s: { type: %s, outcomes: [succeeded], url: \"%s\"%s }\n".formatted(type, type, url, more);
    }

    private Path inVault(String name, String text) {
        try {
            return Files.writeString(folder.resolve("vault").resolve(name), text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
