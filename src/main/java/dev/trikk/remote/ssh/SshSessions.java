package dev.trikk.remote.ssh;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;

/**
 * The open SSH sessions, one per login and server. A new one costs a hundred times what a command on an open one costs,
 * so they stay open until they were idle for long. Safe for several threads.
 */
public final class SshSessions implements AutoCloseable {

    /** What is done with something opened on a session. */
    interface Work<T, R> {
        R with(T opened) throws InterruptedException;
    }

    private final SshSettings settings;
    private final SshClient client;
    private final Starts starts;
    private final ScheduledExecutorService timer;
    private final Map<Destination, PooledSession> sessions = new ConcurrentHashMap<>();

    /**
     * Reads the private key; connects to nobody yet.
     *
     * @throws IllegalStateException when the key cannot be used, saying why
     */
    public SshSessions(SshSettings settings) {
        this.settings = settings;
        client = Clients.start(settings);
        starts = new Starts(settings.starts(), settings.startsPerServer());
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "ssh-timer");
            thread.setDaemon(true);
            return thread;
        });
        long sweep = Math.max(
                10,
                Math.min(settings.idle().toMillis() / 4, Duration.ofMinutes(1).toMillis()));
        var unused = timer.scheduleWithFixedDelay(this::closeIdle, sweep, sweep, TimeUnit.MILLISECONDS);
    }

    /** Ends all sessions and whatever runs in them. */
    @Override
    public void close() {
        starts.close();
        client.stop();
        timer.shutdownNow();
    }

    /** How many sessions are open now. Does not block. */
    public long open() {
        return sessions.values().stream().filter(PooledSession::isOpen).count();
    }

    SshSettings settings() {
        return settings;
    }

    /**
     * Opens something on the session with a destination and works with it. Waits for a session and for one of its
     * channels until the deadline.
     *
     * @throws NotRun when it could not be opened; {@code work} was not called
     */
    <T, R> R use(Destination to, Deadline deadline, PooledSession.Opening<T> opening, Work<T, R> work)
            throws NotRun, InterruptedException {
        PooledSession session = sessions.computeIfAbsent(to, this::pooled);
        session.takeSlot(deadline);
        try {
            return work.with(session.open(opening, deadline));
        } finally {
            session.giveBackSlot();
        }
    }

    /** Ends something at a deadline, so that whoever is blocked in it goes on. Cancel it when it ended by itself. */
    ScheduledFuture<?> endAt(Deadline deadline, Callable<?> ending) {
        return timer.schedule(ending, deadline.leftNanos(), TimeUnit.NANOSECONDS);
    }

    private PooledSession pooled(Destination to) {
        return new PooledSession(
                to,
                settings.channels(),
                () -> starts.submit(to.server(), () -> Clients.connect(client, to, settings.connectTimeout())));
    }

    private void closeIdle() {
        sessions.values().forEach(session -> session.closeIfIdle(settings.idle()));
    }
}
