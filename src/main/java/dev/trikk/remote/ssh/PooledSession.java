package dev.trikk.remote.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** The session with one destination: started when first needed, shared, replaced when it died. Safe for several threads. */
final class PooledSession {

    /** Opens something on a session, before anything is sent that could have an effect. */
    interface Opening<T> {
        T on(ClientSession session) throws IOException, InterruptedException;
    }

    /**
     * sshd takes notice of closed channels only after it has read all requests that wait, so quick successors of closed
     * ones count on top of those and exceed MaxSessions for a moment, although we keep below it.
     */
    private static final Set<Integer> CROWDED =
            Set.of(SshConstants.SSH_OPEN_CONNECT_FAILED, SshConstants.SSH_OPEN_RESOURCE_SHORTAGE);

    private static final long CROWDED_PAUSE_MILLIS = 10;

    private final Destination destination;
    private final int channels;
    private final Semaphore slots;
    private final Supplier<CompletableFuture<ClientSession>> starting;
    private final ReentrantLock lock = new ReentrantLock();
    private CompletableFuture<ClientSession> session;
    private volatile long lastUse = System.nanoTime();

    PooledSession(Destination destination, int channels, Supplier<CompletableFuture<ClientSession>> starting) {
        this.destination = destination;
        this.channels = channels;
        this.slots = new Semaphore(channels, true);
        this.starting = starting;
    }

    /** Waits until one more channel is allowed. Each one is to be {@link #giveBackSlot() given back}. */
    void takeSlot(Deadline deadline) throws NotRun, InterruptedException {
        if (!slots.tryAcquire(deadline.leftNanos(), TimeUnit.NANOSECONDS)) {
            throw NotRun.unreachable("all " + channels + " channels to " + destination + " stayed busy for "
                    + deadline.whole().toSeconds() + " s");
        }
    }

    void giveBackSlot() {
        lastUse = System.nanoTime();
        slots.release();
    }

    /**
     * Opens on the session that is there; when that one turns out to be dead, once more on a new one; when the server
     * has too many channels, again and again.
     */
    <T> T open(Opening<T> opening, Deadline deadline) throws NotRun, InterruptedException {
        boolean replaced = false;
        while (true) {
            ClientSession current = session(deadline);
            try {
                return opening.on(current);
            } catch (IOException | IllegalStateException e) {
                if (current.isOpen() && isCrowded(e) && !deadline.isOver()) {
                    TimeUnit.MILLISECONDS.sleep(CROWDED_PAUSE_MILLIS);
                } else if (current.isOpen() || replaced) {
                    throw notOpened(e);
                } else {
                    replaced = true;
                }
            }
        }
    }

    private static boolean isCrowded(Throwable e) {
        if (e instanceof SshChannelOpenException refusal) {
            return CROWDED.contains(refusal.getReasonCode());
        }
        return e.getCause() != null && isCrowded(e.getCause());
    }

    private NotRun notOpened(Exception e) {
        String hint = isCrowded(e) ? " (is MaxSessions of its sshd_config smaller than our channels?)" : "";
        return NotRun.unreachable("no channel to " + destination + " could be opened: " + e.getMessage() + hint, e);
    }

    private ClientSession session(Deadline deadline) throws NotRun, InterruptedException {
        try {
            return startedOrStarting().get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw NotRun.unreachable(
                    "no session with " + destination + " within "
                            + deadline.whole().toSeconds() + " s",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotRun reason) {
                throw reason;
            }
            throw NotRun.unreachable("no session with " + destination + ": " + e.getCause(), e);
        }
    }

    private CompletableFuture<ClientSession> startedOrStarting() {
        lock.lock();
        try {
            if (session == null || isOver(session)) {
                session = starting.get();
            }
            return session;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isOver(CompletableFuture<ClientSession> session) {
        return session.isCompletedExceptionally()
                || (session.isDone() && !session.join().isOpen());
    }

    /** Whether there is one now. */
    boolean isOpen() {
        lock.lock();
        try {
            return session != null && session.isDone() && !isOver(session);
        } finally {
            lock.unlock();
        }
    }

    /** Closes the session if nobody uses it and nobody has for {@code idle}. Who comes next starts a new one. */
    void closeIfIdle(Duration idle) {
        if (System.nanoTime() - lastUse < idle.toNanos() || !slots.tryAcquire(channels)) {
            return;
        }
        try {
            close();
        } finally {
            slots.release(channels);
        }
    }

    private void close() {
        lock.lock();
        try {
            if (session != null && session.isDone() && !session.isCompletedExceptionally()) {
                session.join().close(true);
                session = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
