package dev.trikk.plan;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Placement;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Server;
import dev.trikk.release.Release;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything a deployment will do, made before anything is touched. It holds the application and the environment as they
 * were then: an edit of the inventory changes the next deployment, not one that is on its way.
 *
 * @param application what is deployed
 * @param environment where
 * @param release which release of it
 * @param steps in order; the last one is always {@link Stage#FINISH}
 * @param start what was known when it was made
 */
public record Plan(Application application, Environment environment, Release release, List<Step> steps, Start start) {

    /** A plan that nothing came before. */
    public Plan(Application application, Environment environment, Release release, List<Step> steps) {
        this(application, environment, release, steps, Start.FRESH);
    }

    /** The same with other steps. */
    public Plan with(List<Step> others) {
        return new Plan(application, environment, release, List.copyOf(others), start);
    }

    /** The same, but after that step come these, and then the end. */
    public Plan after(int step, List<Step> others) {
        List<Step> all = new ArrayList<>(steps.subList(0, step + 1));
        all.addAll(others);
        all.add(steps.get(finish()));
        return with(all);
    }

    /** What is left after that step, without the end. */
    public List<Step> rest(int step) {
        return step < finish() ? steps.subList(step + 1, finish()) : List.of();
    }

    /** The pairs that leave the rotation one after the other; none for a release that comes with downtime. */
    public List<Pair> rotated() {
        return release.source() == Release.Source.LOCAL
                ? List.of()
                : pool().pairs().stream().filter(pair -> runsOn(pair.app())).toList();
    }

    /** Where the application runs in this environment. */
    public Placement placement() {
        return application.placements().get(environment.name());
    }

    /** The pool that the application runs on. */
    public Pool pool() {
        return environment.pool(placement().pool());
    }

    /** The servers of that step. */
    public List<Server> servers(Step step) {
        return step.servers().stream().map(environment::server).toList();
    }

    /** Whether the application shall run on that server. */
    public boolean runsOn(String server) {
        return pool().appServers().contains(server) && !isDisabledOn(server);
    }

    /** Whether the application is installed on that server, but shall not run. */
    public boolean isDisabledOn(String server) {
        return placement().disabled().contains(server);
    }

    /** Whether that server's httpd serves the application. */
    public boolean isServedBy(String server) {
        return application.http() && pool().proxies().contains(server);
    }

    /** The index of the last step. */
    public int finish() {
        return steps.size() - 1;
    }
}
