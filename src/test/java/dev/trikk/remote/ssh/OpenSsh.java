package dev.trikk.remote.ssh;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;

/** OpenSSH's sshd on a free port of the loopback address, with the settings it has by default. */
final class OpenSsh implements TestSsh {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final Path SEPARATION = Path.of("/run/sshd");

    private final KeyPair clientKey = Keys.ed25519();
    private final KeyPair hostKey = Keys.ed25519();
    private final int port;
    private final Process process;

    OpenSsh(Path folder) throws IOException {
        if (!Files.isExecutable(SSHD)) {
            throw new IllegalStateException(
                    SSHD + " is missing; the tests need the package openssh-server: apt-get install openssh-server");
        }
        if ("root".equals(System.getProperty("user.name"))) {
            // sshd insists on it when root starts it; otherwise the system's start script makes it
            Files.createDirectories(SEPARATION);
        }
        port = freePort();
        process = new ProcessBuilder(
                        SSHD.toString(), "-D", "-f", configuration(folder).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        await().until(this::isListening);
    }

    private Path configuration(Path folder) throws IOException {
        Path authorized = Files.writeString(folder.resolve("authorized_keys"), Keys.publicLine(clientKey) + "\n");
        String text = String.join(
                "\n",
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + Keys.write(hostKey, folder.resolve("host_key")),
                "AuthorizedKeysFile " + authorized,
                "PidFile none",
                "UsePAM no",
                // the folder of the test lies in one that everybody may write
                "StrictModes no",
                "PermitRootLogin prohibit-password",
                "PasswordAuthentication no",
                // bash reads ~/.bashrc for every command of sshd, and a developer's may do anything and take long
                "SetEnv HOME=" + folder,
                "Subsystem sftp internal-sftp",
                "");
        return Files.writeString(folder.resolve("sshd_config"), text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isListening() {
        if (!process.isAlive()) {
            throw new IllegalStateException("sshd ended at once with code " + process.exitValue());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String login() {
        return System.getProperty("user.name");
    }

    @Override
    public KeyPair clientKey() {
        return clientKey;
    }

    @Override
    public KeyPair hostKey() {
        return hostKey;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
