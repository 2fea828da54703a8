package dev.trikk.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * Two servers with the same applications, in this process and one folder, each on a loopback address of its own: an
 * application has the same port on both.
 */
final class DemoFleet implements AutoCloseable {
    private static final List<String> NAMES = List.of("web1", "web2");
    private static final int TRIES = 100;

    private final Path folder;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<DemoServer> servers = new ArrayList<>();

    /** Starts at once. Needs the commands that Trikk's scripts need, and an operating system with all of 127.0.0.0/8. */
    DemoFleet(Path folder, List<String> applications) throws IOException {
        this.folder = Files.createDirectories(folder);
        Path itas = Files.createDirectories(folder.resolve("bin")).resolve("itas");
        Files.write(itas, DemoRepository.resource("/dev/trikk/demo/itas"));
        Files.setPosixFilePermissions(itas, PosixFilePermissions.fromString("rwxr-xr-x"));
        KeyPair client = newKey();
        writeKey(client);
        List<InetAddress> addresses = addresses();
        for (String application : applications) {
            ports.put(application, portFreeOn(addresses));
        }
        for (int i = 0; i < addresses.size(); i++) {
            String name = NAMES.get(i);
            servers.add(new DemoServer(
                    name,
                    addresses.get(i),
                    itas.getParent(),
                    folder.resolve(name),
                    ports,
                    newKey(),
                    client.getPublic()));
        }
        Files.write(knownHosts(), servers.stream().map(DemoServer::knownHost).toList());
    }

    private static KeyPair newKey() {
        try {
            return KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeKey(KeyPair key) throws IOException {
        Files.createFile(
                clientKey(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(clientKey())) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "trikk demo", null, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By chance, so that two demos on one machine do not meet. */
    private static List<InetAddress> addresses() throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String network = "127." + random.nextInt(16, 250) + "." + random.nextInt(1, 250) + ".";
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = 1; i <= NAMES.size(); i++) {
            addresses.add(InetAddress.getByName(network + i));
        }
        return addresses;
    }

    /** Somebody may listen on a port of all addresses. */
    private static int portFreeOn(List<InetAddress> addresses) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = freePort(addresses.get(0), 0);
            try {
                for (InetAddress address : addresses) {
                    freePort(address, port);
                }
                return port;
            } catch (IOException taken) {
                // the next one, then
            }
        }
        throw new IOException("no port is free on all of " + addresses);
    }

    private static int freePort(InetAddress address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IOException(
                    "the demo's servers need loopback addresses of their own, as Linux has them; "
                            + address.getHostAddress() + ": " + e.getMessage(),
                    e);
        }
    }

    List<DemoServer> servers() {
        return List.copyOf(servers);
    }

    /** Of the applications, by name. */
    Map<String, Integer> ports() {
        return Map.copyOf(ports);
    }

    /** Private key with which one may log in as every user. */
    Path clientKey() {
        return folder.resolve("id_ecdsa");
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** Where the servers answer HTTP, by name. */
    Map<String, URI> fronts() {
        Map<String, URI> fronts = new LinkedHashMap<>();
        servers.forEach(server -> fronts.put(server.name(), server.front()));
        return fronts;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (DemoServer server : servers) {
            server.close();
        }
    }
}
