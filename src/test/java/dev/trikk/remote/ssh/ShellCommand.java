package dev.trikk.remote.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** What sshd does with a command: gives it to the shell, and the shell's end back. */
final class ShellCommand implements Command {
    private final String command;
    private final Path home;
    private final Consumer<Session> onStart;
    private final Consumer<Session> onEnd;
    private InputStream in;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback exit;
    private Process process;

    ShellCommand(String command, Path home, Consumer<Session> onStart, Consumer<Session> onEnd) {
        this.command = command;
        this.home = home;
        this.onStart = onStart;
        this.onEnd = onEnd;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        onStart.accept(channel.getSession());
        process =
                new ProcessBuilder("sh", "-c", command).directory(home.toFile()).start();
        daemon(() -> copy(in, process.getOutputStream()));
        Thread stdout = daemon(() -> copy(process.getInputStream(), out));
        Thread stderr = daemon(() -> copy(process.getErrorStream(), err));
        daemon(() -> {
            try {
                int code = process.waitFor();
                stdout.join();
                stderr.join();
                onEnd.accept(channel.getSession());
                exit.onExit(code);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "shell-command");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void copy(InputStream from, OutputStream to) {
        try (to) {
            byte[] buffer = new byte[32 * 1024];
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                to.write(buffer, 0, count);
                to.flush();
            }
        } catch (IOException e) {
            // the other side is gone, which is what some tests are about
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
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
