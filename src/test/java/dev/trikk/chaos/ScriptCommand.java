package dev.trikk.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * What sshd does with a script: reads it to its end, notes its epoch, and gives it to a real shell at the user's home. The
 * script goes on when its client has gone, as it does with a real sshd.
 */
final class ScriptCommand implements Command {
    private static final Pattern EPOCH = Pattern.compile("^epoch='?(\\d+)'?$", Pattern.MULTILINE);
    private static final String NONE = "none";
    private static final String TOOLS = "/usr/local/bin:/usr/bin:/bin";

    private final Server server;
    private final Path tools;
    private final String client;
    private final String user;
    private final String command;
    private InputStream in;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback exit;

    ScriptCommand(Server server, Path tools, String client, String user, String command) {
        this.server = server;
        this.tools = tools;
        this.client = client;
        this.user = user;
        this.command = command;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Threads.start("script", () -> {
            try {
                int code = run(in.readAllBytes());
                if (server.losesThisAnswer()) {
                    channel.getSession().close(true);
                } else {
                    exit.onExit(code);
                }
            } catch (IOException gone) {
                exit.onExit(255);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private int run(byte[] script) throws IOException, InterruptedException {
        String text = new String(script, UTF_8);
        Matcher matcher = EPOCH.matcher(text);
        String epoch = matcher.find() ? matcher.group(1) : NONE;
        if (!epoch.equals(NONE)) {
            server.passes(client, user, text, Long.parseLong(epoch));
        }
        Process process = new ProcessBuilder(login(epoch)).start();
        Thread stdout = Threads.start("script", () -> copy(process.getInputStream(), out));
        Thread stderr = Threads.start("script", () -> copy(process.getErrorStream(), err));
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(script);
        } catch (IOException ended) {
            // it did not read all of itself: its exit code tells why
        }
        int code = process.waitFor();
        stdout.join();
        stderr.join();
        return code;
    }

    private List<String> login(String epoch) {
        return List.of(
                "/usr/bin/env",
                "-i",
                "USER=" + user,
                "HOME=" + server.home(user),
                "PATH=" + tools + ":" + TOOLS,
                "CHAOS_EPOCH=" + epoch,
                "CHAOS_EFFECTS=" + server.effects(),
                "CHAOS_FULL=" + server.full(),
                "/bin/sh",
                "-c",
                "cd && " + command);
    }

    private static void copy(InputStream from, OutputStream to) {
        try (from) {
            byte[] buffer = new byte[8 * 1024];
            boolean heard = true;
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                heard = heard && passed(buffer, count, to);
            }
        } catch (IOException e) {
            // the script is over
        }
    }

    private static boolean passed(byte[] buffer, int count, OutputStream to) {
        try {
            to.write(buffer, 0, count);
            to.flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        // the script goes on
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }
}
