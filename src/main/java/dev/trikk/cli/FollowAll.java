package dev.trikk.cli;

import dev.trikk.cli.http.EventStream;
import dev.trikk.cli.http.Refused;
import dev.trikk.cli.http.Sent;
import dev.trikk.cli.http.Unreachable;
import dev.trikk.cli.json.Json;
import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.EventView;
import dev.trikk.cli.view.Line;
import dev.trikk.cli.view.Look;
import dev.trikk.cli.view.Painting;
import dev.trikk.cli.view.StatusView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows whatever happens: what is under way and the latest events on a terminal, a line for each event elsewhere. */
final class FollowAll {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int LATEST = 10;

    private final Desk desk;
    private final Optional<Instant> deadline;
    private final Painting painting = new Painting();
    private final Deque<Tree> latest = new ArrayDeque<>();
    private Tree open = Tree.NOTHING;
    private String notice = "";

    FollowAll(Desk desk, Optional<Instant> deadline) {
        this.desk = desk;
        this.deadline = deadline;
    }

    int run() throws InterruptedException {
        look();
        try (EventStream events = new EventStream(
                desk.client(), "/api/events", Optional.empty(), desk.shell().pause())) {
            while (deadline.filter(end -> !desk.now().isBefore(end)).isEmpty()) {
                if (desk.isLive()) {
                    paint();
                }
                if (take(events) && desk.isLive()) {
                    look();
                }
            }
        }
        return Exit.TIME_IS_UP.code();
    }

    private boolean take(EventStream events) throws InterruptedException {
        boolean told = false;
        for (Optional<Sent> next = events.poll(TICK); next.isPresent(); next = events.poll(Duration.ZERO)) {
            told = true;
            Sent sent = next.get();
            switch (sent.kind()) {
                case EVENT -> Json.read(sent.text()).ifPresent(this::event);
                case OPENED -> notice("");
                case LOST -> notice("No events: " + sent.text() + " Trying again.");
                case REFUSED -> {
                    // whoever is not let in any more is told so by this, with the code for it
                    look();
                    throw new Trouble(Exit.UNREACHABLE, sent.text());
                }
            }
        }
        return told;
    }

    private void event(Tree event) {
        latest.addLast(event);
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
        if (desk.isJson()) {
            desk.print(event);
        } else if (!desk.isLive()) {
            desk.print(line(event, desk.look()));
        }
        desk.shell().out().flush();
    }

    private void notice(String text) {
        if (!desk.isLive() && !text.equals(notice)) {
            desk.remark(text.isEmpty() ? "connected again" : text);
        }
        notice = text;
    }

    private Line line(Tree event, Look look) {
        return EventView.line(event, desk.shell().clock().getZone(), look);
    }

    /** What is under way; a daemon that is away for a moment is no reason to give up. */
    private void look() {
        try {
            open = desk.client().get("/api/deployments?state=open&limit=200");
        } catch (Unreachable away) {
            if (open.equals(Tree.NOTHING)) {
                throw away;
            }
        } catch (Refused refused) {
            if (open.equals(Tree.NOTHING) || refused.status() < 429) {
                throw refused;
            }
        }
    }

    private void paint() {
        Look full = desk.look();
        Look look = new Look(full.width() - 1, full.colour(), full.unicode());
        int height = desk.shell().terminal().rows() - 1;
        List<Line> lines =
                new ArrayList<>(StatusView.lines(Tree.object(Map.of("deployments", open)), desk.now(), look));
        int events = Math.min(latest.size(), height / 2);
        int room = Math.max(1, height - events - 2);
        if (lines.size() > room) {
            int hidden = lines.size() - room + 1;
            lines.subList(room - 1, lines.size()).clear();
            lines.add(Line.faint("and " + hidden + " more"));
        }
        lines.add(notice.isEmpty() ? Line.EMPTY : Line.warn(notice));
        latest.stream().skip(latest.size() - events).forEach(event -> lines.add(line(event, look)));
        desk.shell().out().print(painting.paint(lines, look));
        desk.shell().out().flush();
    }
}
