package dev.trikk.rotation.ace;

import dev.trikk.http.Http;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One box, shared by all who rotate on it, and asked gently: one thing at a time, and the same farm again only after a while.
 * Boxes in production were seen to suffer from frequent questions. What cannot be read is not asked for again at once either. Safe
 * for several threads.
 */
public final class AceBox implements AutoCloseable {
    private final Agent agent;
    private final Duration poll;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, Look> looks = new HashMap<>();

    private AceBox(Agent agent, Duration poll, Clock clock) {
        this.agent = agent;
        this.poll = poll;
        this.clock = clock;
    }

    /** What was seen, or why nothing was. */
    private record Look(Instant at, List<FarmServer> servers, IOException failure) {
        List<FarmServer> get() throws IOException {
            if (failure != null) {
                throw failure;
            }
            return servers;
        }
    }

    /**
     * A box that is spoken to in XML. Does not connect yet.
     *
     * @param http its root is the box's, as {@code https://ace:10443}; its login is a user's who may use XML
     * @param poll how long what was read may be shown before it is read again
     */
    public static AceBox xml(Http http, Duration poll, Clock clock) {
        return new AceBox(new XmlAgent(http), poll, clock);
    }

    /** A box that is spoken to by its command line. Does not connect yet; keeps one session for a minute or two. */
    public static AceBox ssh(AceLogin login, Duration poll, Clock clock) {
        return new AceBox(new CliAgent(login), poll, clock);
    }

    Duration poll() {
        return poll;
    }

    /** A farm's members, as they were a poll ago at most. */
    List<FarmServer> farm(String context, String farm) throws IOException {
        lock.lock();
        try {
            Look last = looks.get(key(context, farm));
            boolean isFresh = last != null && clock.instant().isBefore(last.at().plus(poll));
            return isFresh ? last.get() : look(context, farm).get();
        } finally {
            lock.unlock();
        }
    }

    /** A farm's members as they are now: around changes, which are rare. */
    List<FarmServer> farmNow(String context, String farm) throws IOException {
        lock.lock();
        try {
            return look(context, farm).get();
        } finally {
            lock.unlock();
        }
    }

    private Look look(String context, String farm) {
        Look look;
        try {
            look = new Look(clock.instant(), agent.farm(context, farm), null);
        } catch (IOException e) {
            look = new Look(clock.instant(), List.of(), e);
        }
        looks.put(key(context, farm), look);
        return look;
    }

    private static String key(String context, String farm) {
        return context + "/" + farm;
    }

    void configure(String context, List<String> lines) throws IOException {
        lock.lock();
        try {
            agent.configure(context, lines);
        } finally {
            looks.clear();
            lock.unlock();
        }
    }

    void save(String context) throws IOException {
        lock.lock();
        try {
            agent.save(context);
        } finally {
            lock.unlock();
        }
    }

    /** Gives up an open session. May be repeated. */
    @Override
    public void close() {
        lock.lock();
        try {
            agent.close();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return agent.toString();
    }
}
