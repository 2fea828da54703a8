package dev.trikk.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Goes through the usual commands once, against a daemon of cardboard, so that the JVM learns which classes a client needs: the
 * launcher makes its class archive of them. Prints nothing.
 */
public final class Rehearsal {
    private static final String DEPLOYMENT =
            "\"id\":\"shop-1\",\"request\":\"r\",\"application\":\"shop\",\"version\":\"1.0\","
                    + "\"environment\":\"test\",\"kind\":\"deploy\",\"state\":\"ended\",\"ending\":\"succeeded\",\"why\":\"\","
                    + "\"step\":1,\"steps\":1,\"at\":\"finish\",\"acceptedAt\":\"2026-01-01T00:00:00Z\","
                    + "\"startedAt\":\"2026-01-01T00:00:01Z\",\"endedAt\":\"2026-01-01T00:00:02Z\","
                    + "\"plan\":[{\"stage\":\"fetch\",\"what\":\"fetch (web1)\",\"servers\":[\"web1\"],\"state\":\"done\"}],"
                    + "\"results\":[{\"step\":0,\"stage\":\"fetch\",\"server\":\"web1\",\"action\":\"fetch\",\"ok\":true,"
                    + "\"what\":\"done\",\"at\":\"2026-01-01T00:00:02Z\",\"millis\":230}]";

    /** Every answer in one; what a view does not know it skips. */
    private static final String ANSWER = "{" + DEPLOYMENT + ",\"name\":\"shop\",\"done\":true,\"says\":\"said\","
            + "\"deployment\":\"shop-1\",\"versions\":[\"1.0\"],\"items\":[{" + DEPLOYMENT
            + ",\"name\":\"shop\",\"versions\":[\"1.0\"],\"members\":[],\"applications\":[],\"environments\":[]}]}";

    private static final List<String> COMMANDS = List.of(
            "--version",
            "--help",
            "status",
            "history",
            "history --json",
            "show shop-1",
            "why shop-1",
            "apps",
            "versions shop",
            "envs",
            "servers",
            "pools",
            "stages",
            "alarms",
            "log shop-1",
            "deploy shop 1.0 test --no-wait",
            "completion bash",
            "refresh",
            "unknown");

    private Rehearsal() {}

    /** Runs them all; the first argument is a folder in which files may be left. */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread daemon = new Thread(() -> answer(server), "cardboard");
            daemon.setDaemon(true);
            daemon.start();
            Cli.shell(System.getenv());
            Shell shell = shell(Path.of(arguments[0]), "http://127.0.0.1:" + server.getLocalPort());
            COMMANDS.forEach(command -> Cli.run(shell, command.split(" ", -1)));
        }
    }

    private static Shell shell(Path folder, String url) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Shell(
                Map.of("TRIKK_URL", url, "TRIKK_TOKEN", "t", "LANG", "C.UTF-8"),
                folder,
                System.in,
                nowhere,
                nowhere,
                new RealTerminal(Map.of("TERM", "dumb")),
                Clock.systemUTC(),
                duration -> {},
                last -> () -> {});
    }

    private static void answer(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                int length = 0;
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
                }
                in.skip(length);
                socket.getOutputStream().write(reply().getBytes(StandardCharsets.US_ASCII));
            } catch (IOException ended) {
                // the client has left, or the rehearsal is over
            }
        }
    }

    private static String reply() {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: \"1\"\r\nConnection: close\r\nContent-Length: "
                + ANSWER.length() + "\r\n\r\n" + ANSWER;
    }
}
