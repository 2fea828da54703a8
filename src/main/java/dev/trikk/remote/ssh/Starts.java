package dev.trikk.remote.ssh;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;

/**
 * Starts sessions: so many at once, and so many at once on one server; the others wait in line without holding up other
 * servers or a thread. Safe for several threads.
 */
final class Starts implements AutoCloseable {
    private record Start(String server, Callable<ClientSession> work, CompletableFuture<ClientSession> result) {}

    private final int limit;
    private final int limitPerServer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Start> waiting = new ArrayDeque<>();
    private final Map<String, Integer> runningOn = new HashMap<>();
    private final ExecutorService threads;
    private int running;
    private boolean closed;

    Starts(int limit, int limitPerServer) {
        this.limit = limit;
        this.limitPerServer = limitPerServer;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "ssh-start-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Never blocks. What {@code work} throws is the exception of the future. */
    CompletableFuture<ClientSession> submit(String server, Callable<ClientSession> work) {
        Start start = new Start(server, work, new CompletableFuture<>());
        lock.lock();
        try {
            if (closed) {
                start.result.completeExceptionally(NotRun.unreachable("Trikk is shutting down"));
            } else {
                waiting.add(start);
                dispatch();
            }
        } finally {
            lock.unlock();
        }
        return start.result;
    }

    private void dispatch() {
        Iterator<Start> line = waiting.iterator();
        while (running < limit && line.hasNext()) {
            Start start = line.next();
            if (runningOn.getOrDefault(start.server, 0) < limitPerServer) {
                line.remove();
                running++;
                runningOn.merge(start.server, 1, Integer::sum);
                threads.execute(() -> run(start));
            }
        }
    }

    private void run(Start start) {
        ClientSession session = null;
        Throwable failure = null;
        try {
            session = start.work.call();
        } catch (Throwable e) {
            failure = e;
        }
        ended(start);
        if (failure == null) {
            start.result.complete(session);
        } else {
            start.result.completeExceptionally(failure);
        }
    }

    private void ended(Start start) {
        lock.lock();
        try {
            running--;
            runningOn.computeIfPresent(start.server, (server, count) -> count == 1 ? null : count - 1);
            if (!closed) {
                dispatch();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(start -> start.result.completeExceptionally(NotRun.unreachable("Trikk is shutting down")));
            waiting.clear();
        } finally {
            lock.unlock();
        }
        threads.shutdownNow();
    }
}
