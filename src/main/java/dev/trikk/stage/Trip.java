package dev.trikk.stage;

import dev.trikk.inventory.Balancer;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Plan;
import dev.trikk.remote.Outcome;
import dev.trikk.script.Duty;
import dev.trikk.script.Errand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One boarding on its way: what it works on, and what was done so far, in order. Used by one thread.
 */
final class Trip {
    private final Boarding boarding;
    private final Duration deadline;
    private final List<Result> results = new ArrayList<>();

    Trip(Boarding boarding, Duration deadline) {
        this.boarding = boarding;
        this.deadline = deadline;
    }

    Boarding boarding() {
        return boarding;
    }

    Plan plan() {
        return boarding.deployment().plan();
    }

    String deployment() {
        return boarding.deployment().id();
    }

    Pool pool() {
        return plan().pool();
    }

    /** The balancer in front of the pool. */
    Optional<Balancer> balancer() {
        return pool().balancer().map(name -> plan().environment().balancer(name));
    }

    /** The servers of the step. */
    List<Server> servers() {
        return plan().servers(boarding.work());
    }

    Server server(String name) {
        return plan().environment().server(name);
    }

    Errand errand() {
        return new Errand(
                plan().application(), plan().release(), boarding.deployment().epoch(), deadline);
    }

    Duty duty(Server server) {
        return Duty.of(plan(), server.name());
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

    /** Good, with words for the report. */
    static Outcome good(String words, Duration duration) {
        return Outcome.ok(words, duration);
    }

    /** Bad without a script having run. */
    static Outcome bad(String why, Duration duration) {
        return new Outcome(Outcome.Status.FAILED, 1, "", why, duration);
    }
}
