package dev.trikk.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * A server: an address, an SSH server that really runs what it is sent, a home directory for each application's user, and
 * before the applications a small HTTP server, as an httpd would be. All users are the one who runs the demo.
 */
final class DemoServer implements AutoCloseable {
    private final String name;
    private final InetAddress address;
    private final Path tools;
    private final Path homes;
    private final Map<String, Integer> ports;
    private final KeyPair hostKey;
    private final SshServer ssh = SshServer.setUpDefaultServer();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Forwarding forwarding = new Forwarding(executor);
    private final HttpServer front;

    /**
     * Starts at once.
     *
     * @param tools folder of the commands that the users have
     * @param homes where the home directories are made
     * @param ports of the applications, by user
     * @param client who may log in
     */
    DemoServer(
            String name,
            InetAddress address,
            Path tools,
            Path homes,
            Map<String, Integer> ports,
            KeyPair hostKey,
            PublicKey client)
            throws IOException {
        this.name = name;
        this.address = address;
        this.tools = tools;
        this.homes = homes;
        this.ports = ports;
        this.hostKey = hostKey;
        for (String user : ports.keySet()) {
            Files.createDirectories(homes.resolve(user));
        }
        front = HttpServer.create(new InetSocketAddress(address, 0), 100);
        front.createContext("/", this::forward);
        front.setExecutor(executor);
        front.start();
        startSsh(client);
    }

    private void startSsh(PublicKey client) throws IOException {
        ssh.setHost(address.getHostAddress());
        ssh.setPort(0);
        ssh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        ssh.setPublickeyAuthenticator(
                (user, key, session) -> ports.containsKey(user) && KeyUtils.compareKeys(key, client));
        ssh.setCommandFactory(this::command);
        ssh.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        VirtualFileSystemFactory files = new VirtualFileSystemFactory();
        ports.keySet().forEach(user -> files.setUserHomeDir(user, homes.resolve(user)));
        ssh.setFileSystemFactory(files);
        ssh.start();
    }

    String name() {
        return name;
    }

    String address() {
        return address.getHostAddress();
    }

    int sshPort() {
        return ssh.getPort();
    }

    /** As it stands in a known_hosts file. */
    String knownHost() {
        return "[" + address() + "]:" + sshPort() + " " + PublicKeyEntry.toString(hostKey.getPublic());
    }

    /** Where its HTTP server listens. */
    URI front() {
        return URI.create("http://" + address() + ":" + front.getAddress().getPort());
    }

    private Command command(ChannelSession channel, String command) {
        List<String> login = login(channel.getSession().getUsername(), command);
        return new ProcessShellFactory(command, login) {
            @Override
            protected List<String> resolveEffectiveCommand(ChannelSession to, String raw, List<String> elements) {
                // MINA's own way would run it where and as what the demo runs, in its user's home directory
                return elements;
            }
        }.createShell(channel);
    }

    /** As sshd starts a command: at home, and in an environment of the server's. */
    private List<String> login(String user, String command) {
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return List.of(
                "env",
                "-i",
                "USER=" + user,
                "HOME=" + homes.resolve(user),
                "PATH=" + tools + ":" + Path.of(System.getProperty("java.home"), "bin") + ":" + path,
                "DEMO_ADDRESS=" + address(),
                "DEMO_PORT=" + ports.get(user),
                "DEMO_PID=" + ProcessHandle.current().pid(),
                "sh",
                "-c",
                "cd && exec sh -c \"$0\"",
                command);
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Integer port =
                    ports.get(exchange.getRequestURI().getPath().substring(1).split("/", 2)[0]);
            if (port == null) {
                Forwarding.reply(exchange, 404, "no such application\n");
                return;
            }
            try {
                forwarding.pass(exchange, body, URI.create("http://" + address() + ":" + port));
            } catch (ConnectException refused) {
                Forwarding.reply(exchange, 503, "the application does not run\n");
            }
        }
    }

    /** Lets nobody in any more, and stops the applications. */
    @Override
    public void close() throws IOException, InterruptedException {
        ssh.stop(true);
        List<Process> stops = new ArrayList<>();
        for (String user : ports.keySet()) {
            stops.add(new ProcessBuilder(login(user, "itas stop >/dev/null 2>&1")).start());
        }
        for (Process stop : stops) {
            stop.waitFor(10, TimeUnit.SECONDS);
        }
        front.stop(0);
        executor.shutdownNow();
    }
}
