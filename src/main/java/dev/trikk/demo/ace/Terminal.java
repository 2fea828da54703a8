package dev.trikk.demo.ace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A channel with a command line: prompts, echo and pager in a shell, none of them for a line that came with the channel. */
final class Terminal implements Command, Runnable {
    private final AceStandIn box;
    private final String only;
    private final VirtualShell shell;
    private InputStream in;
    private OutputStream out;
    private ExitCallback exit;
    private ChannelSession channel;
    private Thread thread;

    /** @param only the line that came with the channel; empty for a shell */
    Terminal(AceStandIn box, String only) {
        this.box = box;
        this.only = only;
        this.shell = new VirtualShell(box, box.context("Admin"));
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
        // a terminal has one
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession on, Environment environment) {
        channel = on;
        thread = new Thread(this, "ace-terminal");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void destroy(ChannelSession from) {
        thread.interrupt();
    }

    @Override
    public void run() {
        try {
            if (only.isEmpty()) {
                talk();
            } else if (says(only)) {
                print(answer(only));
            }
            exit.onExit(0);
        } catch (IOException gone) {
            exit.onExit(1);
        }
    }

    private void talk() throws IOException {
        print("\n" + shell.prompt());
        for (String line = line(); line != null; line = line()) {
            String answer = answer(line);
            if (!says(line)) {
                return;
            }
            page(answer.isEmpty() ? "" : answer.stripTrailing() + "\n");
            print(shell.prompt());
        }
    }

    private String answer(String line) {
        return box.fault(VirtualShell.isChange(line)) == StandInFault.LIE ? shell.pretend(line) : shell.run(line);
    }

    /** Whether there will be an answer; the connection may break instead, or stay silent. */
    private boolean says(String line) throws IOException {
        StandInFault fault = box.fault(VirtualShell.isChange(line));
        if (fault == StandInFault.LOST) {
            channel.getSession().close(true);
            return false;
        }
        if (fault == StandInFault.SILENT) {
            while (in.read() >= 0) {
                // nobody is listening
            }
            return false;
        }
        if (fault == StandInFault.TRUNCATED) {
            print(answer(line).substring(0, answer(line).length() * 2 / 3));
            return false;
        }
        if (fault == StandInFault.HUGE) {
            print("x".repeat(10 << 20));
        }
        return true;
    }

    /** What is typed is shown. Null when nobody types any more. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int sign = in.read(); sign >= 0; sign = in.read()) {
            if (sign == '\n' || sign == '\r') {
                print("\n");
                return line.toString();
            }
            line.append((char) sign);
            print(String.valueOf((char) sign));
        }
        return null;
    }

    private void page(String text) throws IOException {
        List<String> lines = text.lines().toList();
        int length = shell.page() == 0 ? Integer.MAX_VALUE : shell.page() - 1;
        for (int at = 0; at < lines.size(); at++) {
            if (at > 0 && at % length == 0) {
                print(" --More-- ");
                if (in.read() < 0) {
                    return;
                }
                print("\b\b\b\b\b\b\b\b\b\b          \b\b\b\b\b\b\b\b\b\b");
            }
            print(lines.get(at) + "\n");
        }
    }

    private void print(String text) throws IOException {
        out.write(text.replace("\n", "\r\n").getBytes(UTF_8));
        out.flush();
    }
}
