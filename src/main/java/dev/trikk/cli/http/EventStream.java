package dev.trikk.cli.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The events of the daemon, in order. A connection that breaks is opened again, and goes on after the last event that came. A
 * thread of its own reads; it ends when the stream is closed, or refused.
 */
public final class EventStream implements AutoCloseable {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Client client;
    private final String path;
    private final Pause pause;
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private final Thread reader;
    private Optional<String> last;
    private Duration wait = FIRST_WAIT;

    /** Begins to read: after that event where one is named, or else with whatever comes next. */
    public EventStream(Client client, String path, Optional<String> last, Pause pause) {
        this.client = client;
        this.path = path;
        this.last = last;
        this.pause = pause;
        this.reader = new Thread(this::read, "events");
        reader.setDaemon(true);
        reader.start();
    }

    /** What has come, or comes within that time. */
    public Optional<Sent> poll(Duration patience) throws InterruptedException {
        return Optional.ofNullable(sent.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Lets the reader end; what it has open is closed with the process. */
    @Override
    public void close() {
        reader.interrupt();
    }

    private void read() {
        try {
            while (!Thread.currentThread().isInterrupted() && readOnce()) {
                pause.last(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads until the connection breaks; false where another one would be refused, too. */
    private boolean readOnce() {
        try (InputStream in = client.events(path, last)) {
            say(Sent.Kind.OPENED, "");
            EventReader events = new EventReader(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
            for (Optional<Sent> event = events.next(); event.isPresent(); event = events.next()) {
                last = event.get().id().or(() -> last);
                wait = FIRST_WAIT;
                sent.add(event.get());
            }
            say(Sent.Kind.LOST, "the daemon has closed the stream");
        } catch (Refused refused) {
            boolean lasting = refused.status() < 500;
            say(lasting ? Sent.Kind.REFUSED : Sent.Kind.LOST, refused.getMessage());
            return !lasting;
        } catch (Answers.Busy busy) {
            wait = busy.until();
            say(Sent.Kind.LOST, busy.refused().getMessage());
        } catch (Unreachable away) {
            say(Sent.Kind.LOST, away.getMessage());
        } catch (IOException | UncheckedIOException broken) {
            say(Sent.Kind.LOST, "the connection broke");
        }
        return true;
    }

    private void say(Sent.Kind kind, String text) {
        sent.add(new Sent(kind, Optional.empty(), text));
    }
}
