package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.Line;
import dev.trikk.cli.view.Look;
import dev.trikk.cli.view.Painting;
import dev.trikk.cli.view.Ride;
import java.util.ArrayList;
import java.util.List;

/** Shows a ride while it goes on: painted anew on a terminal, as a log elsewhere, or as JSON. */
interface Display {
    /** How it stands now; a notice says what is wrong with the connection, if anything is. */
    void show(Tree now, String notice);

    /** An event, as the daemon has sent it. */
    void event(Tree event);

    /** Its end. */
    void end(Tree now);

    static Display of(Desk desk, Ride ride) {
        if (desk.isJson()) {
            return new Lines(desk);
        }
        return desk.isLive() ? new Live(desk, ride) : new Log(desk, ride);
    }

    /** Painted anew; all of it fits on the terminal, since nothing above its first row can be painted over. */
    final class Live implements Display {
        private final Desk desk;
        private final Ride ride;
        private final Painting painting = new Painting();

        Live(Desk desk, Ride ride) {
            this.desk = desk;
            this.ride = ride;
        }

        @Override
        public void show(Tree now, String notice) {
            Look full = desk.look();
            // a line that fills its row makes some terminals begin another one
            Look look = new Look(full.width() - 1, full.colour(), full.unicode());
            int height = desk.shell().terminal().rows() - 1;
            List<Line> lines =
                    new ArrayList<>(ride.standing(now, desk.now(), look, notice.isEmpty() ? height : height - 1));
            if (!notice.isEmpty()) {
                lines.add(Line.warn(notice));
            }
            desk.shell().out().print(painting.paint(lines, look));
            desk.shell().out().flush();
        }

        @Override
        public void event(Tree event) {
            // the next look shows it
        }

        @Override
        public void end(Tree now) {
            desk.print(ride.summary(now, desk.look()));
        }
    }

    /** A line for whatever happens. */
    final class Log implements Display {
        private final Desk desk;
        private final Ride ride;
        private Tree before = Tree.NOTHING;
        private String noticed = "";

        Log(Desk desk, Ride ride) {
            this.desk = desk;
            this.ride = ride;
        }

        @Override
        public void show(Tree now, String notice) {
            desk.print(ride.news(before, now, desk.shell().clock().getZone(), desk.look()));
            before = now;
            if (!notice.equals(noticed)) {
                desk.remark(notice.isEmpty() ? "connected again" : notice);
                noticed = notice;
            }
        }

        @Override
        public void event(Tree event) {
            // the next look tells
        }

        @Override
        public void end(Tree now) {
            desk.print(ride.summary(now, desk.look()));
        }
    }

    /** Events, an object a line, and at last the ride itself. */
    final class Lines implements Display {
        private final Desk desk;

        Lines(Desk desk) {
            this.desk = desk;
        }

        @Override
        public void show(Tree now, String notice) {
            // who reads JSON gets events
        }

        @Override
        public void event(Tree event) {
            desk.print(event);
            desk.shell().out().flush();
        }

        @Override
        public void end(Tree now) {
            desk.print(now);
        }
    }
}
