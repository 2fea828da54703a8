package dev.trikk;

import dev.trikk.config.Secret;
import dev.trikk.config.Settings;
import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Repository;
import dev.trikk.inventory.Server;
import dev.trikk.inventory.yaml.InventoryFile;
import dev.trikk.notify.mail.MailChannel;
import dev.trikk.release.Catalog;
import dev.trikk.release.maven.MavenCatalog;
import dev.trikk.remote.OnServer;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Script;
import dev.trikk.remote.ssh.PooledSshComponent;
import dev.trikk.remote.ssh.RouteOnServer;
import dev.trikk.remote.ssh.SshSessions;
import dev.trikk.rotation.Member;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** Every connection that settings and inventory describe. What trying one does is to read; none is changed. */
final class Trials implements AutoCloseable {
    private static final Script WHO = new Script("check", "id -un\n", Duration.ofSeconds(20));
    private static final int LOGIN_SECONDS = 10;

    private final Settings settings;
    private final Inventory inventory;
    private final SshSessions sessions;
    private final OnServer onServer;
    private final BalancerAdapters balancers;
    private final Optional<MailChannel.Outgoing> mail;
    private final ChannelAdapters channels;
    private final Catalog catalog;

    Trials(Settings settings, CamelContext camel) {
        this.settings = settings;
        inventory = new InventoryFile(settings.path("trikk.inventory")).get();
        sessions = Doors.sessions(settings);
        camel.addComponent("ssh", new PooledSshComponent(sessions));
        Routes.load(camel, settings.path("trikk.routes").resolve("on-server.camel.yaml"));
        onServer = new RouteOnServer(camel.createProducerTemplate());
        Connections connections = new Connections(camel, System.getenv(), Clock.systemUTC());
        Routes.files(settings.path("trikk.routes"), "balancer-").forEach(file -> Routes.load(camel, file));
        balancers = new BalancerAdapters(connections, camel, onServer, Threads.pause());
        mail = Doors.outgoing(settings, camel);
        channels = new ChannelAdapters(connections, mail, ChannelAdapters.Knowledge.NONE);
        catalog = new MavenCatalog(Doors.repositories(settings, new RepositoryAccess(connections), Clock.systemUTC()));
    }

    List<Trial> all() {
        List<Trial> trials = new ArrayList<>();
        settings.optional("trikk.broker.url").ifPresent(url -> trials.add(new Trial("broker", () -> broker(url))));
        settings.optional("trikk.ledger.url").ifPresent(url -> trials.add(new Trial("ledger", () -> ledger(url))));
        if (settings.flag("trikk.http.enabled")) {
            trials.add(new Trial("requests over HTTP", () -> HttpIntake.check(settings, Clock.systemUTC())));
        }
        mail.ifPresent(outgoing -> trials.add(new Trial("mail server", outgoing.check())));
        inventory.environments().values().forEach(environment -> {
            environment
                    .servers()
                    .forEach(server -> trials.add(
                            new Trial("server " + in(environment, server.name()), () -> server(environment, server))));
            environment.pools().stream()
                    .filter(pool -> pool.balancer().isPresent())
                    .forEach(pool -> trials.add(
                            new Trial("balancer " + in(environment, pool.name()), () -> pool(environment, pool))));
        });
        inventory
                .repositories()
                .values()
                .forEach(repository ->
                        trials.add(new Trial("repository " + repository.name(), () -> repository(repository))));
        inventory
                .notifiers()
                .values()
                .forEach(notifier -> trials.add(new Trial("notifier " + notifier.name(), () -> channels.of(notifier)
                        .check())));
        return trials;
    }

    private static String in(Environment environment, String name) {
        return name + " (" + environment.name() + ")";
    }

    private String broker(String url) {
        JmsPoolConnectionFactory connections = Jms.connections(
                Jms.failover(url),
                settings.text("trikk.broker.user"),
                Passwords.elsewhere(settings).daemon());
        try {
            Jms.verify(connections, url);
            return "lets us in as " + settings.text("trikk.broker.user");
        } finally {
            connections.stop();
        }
    }

    private String ledger(String url) throws SQLException {
        DriverManager.setLoginTimeout(LOGIN_SECONDS);
        String user = settings.optional("trikk.ledger.user").orElse("");
        String password =
                settings.secret("trikk.ledger.password").map(Secret::reveal).orElse("");
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            return connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** As everybody as whom Trikk will ever log in there. */
    private String server(Environment environment, Server server) {
        List<String> logins = inventory.applications().values().stream()
                .filter(application -> isPlaced(application, environment, server))
                .map(server::loginFor)
                .distinct()
                .toList();
        for (String login : logins) {
            Outcome outcome = onServer.run(server, login, WHO);
            if (!outcome.isOk()) {
                throw new IllegalStateException("as " + login + " " + outcome.explanation());
            }
        }
        return logins.isEmpty() ? "nothing is deployed there" : "lets us in as " + String.join(", ", logins);
    }

    private static boolean isPlaced(Application application, Environment environment, Server server) {
        return Optional.ofNullable(application.placements().get(environment.name()))
                .map(placement -> environment.pool(placement.pool()).servers().contains(server.name()))
                .orElse(false);
    }

    private String pool(Environment environment, Pool pool) {
        List<Member> members = balancers
                .of(environment.balancer(pool.balancer().orElseThrow()))
                .members();
        List<String> names = members.stream().map(Member::name).toList();
        List<String> missing = pool.pairs().stream()
                .map(Pair::member)
                .filter(member -> !names.contains(member))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("has no member " + String.join(", ", missing) + ", only "
                    + String.join(", ", names) + ": \"member\" of a pair says what the balancer calls it");
        }
        return members.stream()
                .map(member -> member.name()
                        + (member.inService()
                                ? " in service"
                                : " " + member.rotation() + (member.healthy() ? "" : ", unwell")))
                .collect(Collectors.joining(", "));
    }

    private String repository(Repository repository) {
        Stream<Application> applications = inventory.applications().values().stream()
                .filter(application -> application.artifact().repository().equals(repository.name()));
        Optional<Application> one = applications.findFirst();
        if (one.isEmpty()) {
            return "no application is in it";
        }
        int count = catalog.versions(one.get(), repository).size();
        return "lists " + count + " versions of " + one.get().name();
    }

    @Override
    public void close() {
        balancers.close();
        sessions.close();
    }
}
