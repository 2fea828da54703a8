package dev.trikk.plan;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Placement;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Server;
import dev.trikk.release.Release;
import java.util.List;

/**
 * Everything a deployment will do, made before anything is touched. It holds the application and the environment as they
 * were then: an edit of the inventory changes the next deployment, not one that is on its way.
 *
 * @param application what is deployed
 * @param environment where
 * @param release which release of it
 * @param steps in order; the last one is always {@link Stage#FINISH}
 */
public record Plan(Application application, Environment environment, Release release, List<Step> steps) {

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
