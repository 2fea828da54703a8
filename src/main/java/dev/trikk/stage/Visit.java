package dev.trikk.stage;

import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Result;
import dev.trikk.remote.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one deployment does on one pair while it is out of rotation, and how far it came. Used by one thread at a time. */
final class Visit {
    /** How a pair stands, as far as the deployment's application is concerned. */
    enum State {
        /** Nothing was done. */
        UNTOUCHED,
        /** It runs the new release, as far as it was checked. */
        NEW,
        /** It was found not to run the new release, and must be put back. */
        UNWELL,
        /** It was put back, and runs what it ran before. */
        OLD,
        /** It could not be put back. */
        BROKEN
    }

    private final Trip trip;
    private final Pair pair;
    private final List<Result> results = new ArrayList<>();
    private State state = State.UNTOUCHED;
    private boolean mayRestart = true;
    private boolean reloadDue;

    Visit(Trip trip, Pair pair) {
        this.trip = trip;
        this.pair = pair;
    }

    Trip trip() {
        return trip;
    }

    Pair pair() {
        return pair;
    }

    Boarding boarding() {
        return trip.boarding();
    }

    boolean isBack() {
        return boarding().work().isBack();
    }

    List<Server> servers() {
        return pair.servers().stream().map(trip::server).toList();
    }

    Server app() {
        return trip.server(pair.app());
    }

    Server proxy() {
        return trip.server(pair.proxy());
    }

    State state() {
        return state;
    }

    /** Whether the pair may have traffic again, as far as this deployment knows. */
    boolean isWell() {
        return state != State.BROKEN;
    }

    /** It has come to that; the httpd in front must learn of it. */
    void becomes(State now) {
        state = now;
        reloadDue = (now == State.NEW || now == State.OLD) && trip.plan().isServedBy(pair.proxy());
    }

    boolean isReloadDue() {
        return reloadDue;
    }

    /** The httpd was reloaded for this visit, too. */
    void reloaded(Outcome outcome, String action, Instant start) {
        boolean good =
                did(new Result(boarding().step(), boarding().work().stage(), pair.proxy(), action, outcome, start));
        reloadDue = false;
        if (!good) {
            state = state == State.NEW ? State.UNWELL : State.BROKEN;
        }
    }

    /** Users are on the pair again: what runs there must go on running. */
    void hasTraffic() {
        mayRestart = false;
    }

    boolean mayRestart() {
        return mayRestart;
    }

    /** Adds what was done; tells whether all of it is good. */
    boolean did(List<Result> done) {
        results.addAll(done);
        return done.stream().allMatch(Result::isOk);
    }

    boolean did(Result done) {
        return did(List.of(done));
    }

    List<Result> results() {
        return List.copyOf(results);
    }
}
