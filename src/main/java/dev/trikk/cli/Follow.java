package dev.trikk.cli;

import dev.trikk.cli.http.Answer;
import dev.trikk.cli.http.EventStream;
import dev.trikk.cli.http.Refused;
import dev.trikk.cli.http.Sent;
import dev.trikk.cli.http.Unreachable;
import dev.trikk.cli.json.Json;
import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.Ending;
import dev.trikk.cli.view.Ride;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Follows a ride to its end. An event only says that there is something to look at: what is shown is what the API then
 * answers, so nothing is shown twice or in a wrong order, whatever becomes of the connection.
 */
final class Follow {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** How often to look without any event: a stream may be held back by a proxy. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final int LAST_POLLS = 10;

    private final Desk desk;
    private final Ride ride;
    private final Optional<Instant> deadline;
    private final Display display;
    private Tree now = Tree.NOTHING;
    private Optional<String> etag = Optional.empty();
    private Instant lookedAt = Instant.EPOCH;
    private String streamNotice = "";
    private String lookNotice = "";
    private boolean toldOfEnd;

    Follow(Desk desk, Ride ride, Optional<Instant> deadline) {
        this.desk = desk;
        this.ride = ride;
        this.deadline = deadline;
        this.display = Display.of(desk, ride);
    }

    int run() throws InterruptedException {
        look();
        try (Shell.Handle ignored = desk.shell().interrupts().then(this::goodbye);
                EventStream events = new EventStream(
                        desk.client(), ride.events(), beginning(), desk.shell().pause())) {
            while (true) {
                display.show(now, streamNotice.isEmpty() ? lookNotice : streamNotice);
                Optional<Ending> ending = ride.ending(now);
                if (ending.isPresent()) {
                    takeTheRest(events);
                    display.end(now);
                    return Exit.of(ending.get()).code();
                }
                if (isLate()) {
                    desk.remark("The time is up, but it goes on. " + whatToType());
                    return Exit.TIME_IS_UP.code();
                }
                boolean told = take(events);
                if (told || !desk.now().isBefore(lookedAt.plus(LOOK))) {
                    lookAgain();
                }
            }
        }
    }

    /** Who reads JSON wants all events; for others the state tells what was before, and costs the daemon less. */
    private Optional<String> beginning() {
        return desk.isJson() ? Optional.of("0") : Optional.empty();
    }

    private boolean isLate() {
        return deadline.filter(end -> !desk.now().isBefore(end)).isPresent();
    }

    /** Waits for something to come and takes all that is there; whether it is worth a look. */
    private boolean take(EventStream events) throws InterruptedException {
        boolean told = false;
        for (Optional<Sent> next = events.poll(patience()); next.isPresent(); next = events.poll(Duration.ZERO)) {
            Sent sent = next.get();
            switch (sent.kind()) {
                case EVENT -> Json.read(sent.text()).ifPresent(this::event);
                case OPENED -> streamNotice = "";
                case LOST -> streamNotice = "No events: " + sent.text() + " Trying again.";
                case REFUSED -> {
                    // whoever is not let in any more is told so by this, with the code for it
                    look();
                    throw new Trouble(Exit.UNREACHABLE, sent.text());
                }
            }
            told = true;
        }
        return told;
    }

    private void event(Tree event) {
        toldOfEnd |=
                event.text("type").equals("ENDED") && event.text("deployment").equals(ride.id());
        display.event(event);
    }

    /** The end may be seen before it is told; who reads JSON gets the events that are on their way. */
    private void takeTheRest(EventStream events) throws InterruptedException {
        for (int polls = 0; desk.isJson() && !toldOfEnd && polls < LAST_POLLS; polls++) {
            if (!take(events) && streamNotice.isEmpty()) {
                return;
            }
        }
    }

    private Duration patience() {
        Duration left = deadline.map(end -> Duration.between(desk.now(), end)).orElse(TICK);
        return left.compareTo(TICK) < 0 ? left.isNegative() ? Duration.ZERO : left : TICK;
    }

    private void look() {
        Answer answer = desk.client().get(ride.path(), etag);
        lookedAt = desk.now();
        lookNotice = "";
        if (!answer.isUnchanged()) {
            now = answer.tree();
            etag = answer.etag();
        }
    }

    /** A daemon that is away for a moment is no reason to give up. */
    private void lookAgain() {
        try {
            look();
        } catch (Unreachable away) {
            lookedAt = desk.now();
            lookNotice = away.getMessage() + " Trying again.";
        } catch (Refused refused) {
            if (refused.status() < 500 && refused.status() != 429) {
                throw refused;
            }
            lookedAt = desk.now();
            lookNotice = refused.getMessage() + " Trying again.";
        }
    }

    private void goodbye() {
        desk.shell().err().println();
        desk.remark("It goes on without you. " + whatToType());
    }

    private String whatToType() {
        return "To follow it again: trikk watch " + ride.id() + ". To cancel it: trikk cancel " + ride.id() + ".";
    }
}
