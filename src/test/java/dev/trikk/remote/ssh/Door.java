package dev.trikk.remote.ssh;

import dev.trikk.Patience;
import dev.trikk.inventory.Server;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Script;
import dev.trikk.remote.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The real route with its adapter, knowing the keys of the given servers. */
final class Door implements AutoCloseable {
    private final SshSessions sessions;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final RouteOnServer onServer;
    private final ExecutorService callers = Executors.newCachedThreadPool();

    Door(SshSettings settings) throws Exception {
        sessions = new SshSessions(settings);
        context.getRegistry().bind("ssh", new PooledSshComponent(sessions));
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:routes/on-server.camel.yaml"));
        context.start();
        onServer = new RouteOnServer(context.createProducerTemplate());
    }

    static Door to(TestSsh server, Path folder) throws Exception {
        return to(server, folder, settings -> settings);
    }

    static Door to(TestSsh server, Path folder, UnaryOperator<SshSettings> change) throws Exception {
        Path key = Keys.write(server.clientKey(), folder.resolve("id"));
        Path knownHosts = knownHosts(folder, knownHost(server.port(), server.hostKey()));
        return new Door(change.apply(patient(SshSettings.defaults(key, knownHosts))));
    }

    private static SshSettings patient(SshSettings settings) {
        return with(settings, Patience.LONG, settings.grace());
    }

    static SshSettings withGrace(SshSettings settings, Duration grace) {
        return with(settings, settings.connectTimeout(), grace);
    }

    private static SshSettings with(SshSettings settings, Duration connectTimeout, Duration grace) {
        return new SshSettings(
                settings.key(),
                settings.knownHosts(),
                settings.passphrase(),
                connectTimeout,
                settings.idle(),
                settings.heartbeat(),
                settings.starts(),
                settings.startsPerServer(),
                settings.channels(),
                settings.outputLimit(),
                grace);
    }

    static Path knownHosts(Path folder, String... lines) throws IOException {
        return Files.write(folder.resolve("known_hosts"), List.of(lines));
    }

    static String knownHost(int port, KeyPair hostKey) {
        return "[127.0.0.1]:" + port + " " + Keys.publicLine(hostKey);
    }

    static Server server(int port) {
        return new Server("web1", "127.0.0.1", port, Optional.empty());
    }

    static Script script(String text) {
        return new Script("test", text, Patience.LONG);
    }

    Outcome run(TestSsh server, String text) {
        return run(server, script(text));
    }

    Outcome run(TestSsh server, Script script) {
        return onServer.run(server(server.port()), server.login(), script);
    }

    Outcome run(Server server, String login, Script script) {
        return onServer.run(server, login, script);
    }

    Outcome put(TestSsh server, Path file, String target) {
        return onServer.put(server(server.port()), server.login(), new Upload(file, target, Patience.LONG));
    }

    Future<Outcome> runInBackground(TestSsh server, String login, String text) {
        return callers.submit(() -> run(server(server.port()), login, script(text)));
    }

    static List<Outcome> all(Stream<Future<Outcome>> running) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> future : running.toList()) {
            outcomes.add(future.get());
        }
        return outcomes;
    }

    @Override
    public void close() {
        callers.shutdownNow();
        context.stop();
        sessions.close();
    }
}
