package dev.trikk.remote.ssh;

import dev.trikk.remote.Outcome;
import dev.trikk.remote.Outcome.Status;
import dev.trikk.remote.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One script on its way. Its text travels over standard input: so nothing of it shows in the server's process list, and
 * no length limit applies. The server ends it at its deadline by itself, even when nobody here is left to ask for that.
 */
final class ScriptRun {
    /**
     * A script that leaves a daemon behind which holds its output open would never end; sshd waits for the output. So
     * once the script itself has ended, its output gets this long.
     */
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ScriptRun.class);
    private static final int EXIT_OF_TIMEOUT = 124;
    private static final int EXIT_OF_KILL = 137;
    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("HUP", 1),
            Map.entry("INT", 2),
            Map.entry("QUIT", 3),
            Map.entry("ILL", 4),
            Map.entry("ABRT", 6),
            Map.entry("FPE", 8),
            Map.entry("KILL", 9),
            Map.entry("SEGV", 11),
            Map.entry("PIPE", 13),
            Map.entry("ALRM", 14),
            Map.entry("TERM", 15));

    private final SshSessions sessions;
    private final Destination destination;
    private final Script script;
    private final Deadline deadline;
    private final long started = System.nanoTime();
    private Duration limit = Duration.ZERO;
    private final CappedOutput stdout;
    private final CappedOutput stderr;
    private final CompletableFuture<Void> exited = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    ScriptRun(SshSessions sessions, Destination destination, Script script) {
        this.sessions = sessions;
        this.destination = destination;
        this.script = script;
        deadline = Deadline.after(script.deadline().plus(sessions.settings().grace()));
        stdout = new CappedOutput(sessions.settings().outputLimit());
        stderr = new CappedOutput(sessions.settings().outputLimit());
    }

    /** Runs it and waits; when interrupted, leaves the script to itself and the thread interrupted. */
    Outcome outcome() {
        try {
            return sessions.use(destination, deadline, this::open, this::run);
        } catch (NotRun e) {
            return Outcome.without(e.status(), e.getMessage(), elapsed());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.without(Status.UNREACHABLE, "interrupted before the script was sent", elapsed());
        }
    }

    private ChannelExec open(ClientSession session) throws IOException, InterruptedException {
        ChannelExec channel = session.createExecChannel(command());
        channel.setOut(stdout);
        channel.setErr(stderr);
        channel.addChannelListener(new ChannelListener() {
            @Override
            public void channelStateChanged(Channel changed, String hint) {
                if (channel.getExitStatus() != null || channel.getExitSignal() != null) {
                    exited.complete(null);
                }
            }
        });
        try {
            waitFor(channel.open());
        } catch (IOException | InterruptedException e) {
            channel.close(false);
            throw e;
        }
        channel.addCloseFutureListener(future -> {
            closed.complete(null);
            exited.complete(null);
        });
        return channel;
    }

    private void waitFor(OpenFuture opening) throws IOException, InterruptedException {
        CompletableFuture<OpenFuture> opened = new CompletableFuture<>();
        opening.addListener(opened::complete);
        if (!isDoneBy(deadline, opened)) {
            throw new IOException("no answer within " + deadline.whole().toSeconds() + " s");
        }
        if (!opening.isOpened()) {
            Throwable why = opening.getException();
            throw new IOException(why == null ? "it was closed" : why.getMessage(), why);
        }
    }

    /** Never later than we give up here, however long the session let us wait. */
    private String command() {
        Duration left = Duration.ofNanos(deadline.leftNanos());
        Duration shorter = left.compareTo(script.deadline()) < 0 ? left : script.deadline();
        limit = Duration.ofSeconds(Math.max(1, shorter.plusNanos(999_999_999).toSeconds()));
        return "exec timeout -k 5 " + limit.toSeconds() + " sh -s";
    }

    private Outcome run(ChannelExec channel) {
        Future<?> ending = sessions.endAt(deadline, () -> channel.close(false));
        long sent = System.nanoTime();
        try {
            send(channel);
            if (isDoneBy(deadline, exited)) {
                isDoneBy(deadline.atMost(LAST_OUTPUT), closed);
            }
            return judge(channel, Duration.ofNanos(System.nanoTime() - sent));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return outcome(Status.LOST, -1, "interrupted while the script ran on " + destination);
        } finally {
            ending.cancel(false);
            // with a word to the server, which else would go on sending into a session that others use
            channel.close(false);
        }
    }

    private void send(ChannelExec channel) {
        try (OutputStream stdin = channel.getInvertedIn()) {
            stdin.write(script.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // either the script ended without reading all of itself or the connection broke: its exit status tells
            LOG.debug("{} did not take all of {}: {}", destination, script.name(), e.toString());
        }
    }

    private Outcome judge(ChannelExec channel, Duration ran) {
        Integer status = channel.getExitStatus();
        String signal = channel.getExitSignal();
        if (status == null && signal == null) {
            return deadline.isOver()
                    ? outcome(
                            Status.TIMED_OUT,
                            -1,
                            "no end within " + deadline.whole().toSeconds() + " s")
                    : outcome(Status.LOST, -1, "the connection to " + destination + " broke after the script was sent");
        }
        int code = status != null ? status : 128 + SIGNALS.getOrDefault(signal, 0);
        boolean ended = code == EXIT_OF_TIMEOUT || code == EXIT_OF_KILL;
        if (ended && ran.compareTo(limit) >= 0) {
            return outcome(Status.TIMED_OUT, -1, "ended by the server after " + limit.toSeconds() + " s");
        }
        String why = status != null ? "" : "killed by signal " + signal;
        return outcome(code == 0 ? Status.OK : Status.FAILED, code, why);
    }

    private Outcome outcome(Status status, int code, String why) {
        String complaint = stderr.text();
        String separator = complaint.isEmpty() || why.isEmpty() || complaint.endsWith("\n") ? "" : "\n";
        return new Outcome(status, code, stdout.text(), complaint + separator + why, elapsed());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Waits on a future instead of in MINA, whose waiting would hold the carrier of a virtual thread. */
    private static boolean isDoneBy(Deadline deadline, Future<?> future) throws InterruptedException {
        try {
            future.get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
