package dev.trikk.ride;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fleet and its daemon, for all tests of a class; every test brings releases of its own. */
final class Ground implements BeforeAllCallback, AfterAllCallback {
    private final String topology;
    private final String[] applications;
    private UnaryOperator<FleetInventory> edits = inventory -> inventory;
    private BiFunction<Fleet, FleetInventory, Daemon> kind = Daemon::of;
    private Fleet fleet;
    private Daemon daemon;

    private Ground(String topology, String... applications) {
        this.topology = topology;
        this.applications = applications;
    }

    /** proxy1 and proxy2 in front of app1 and app2. */
    static Ground pairs(String... applications) {
        return new Ground("pairs", applications);
    }

    /** web1 and web2 with httpd and applications both. */
    static Ground shared(String... applications) {
        return new Ground("shared", applications);
    }

    /** With another inventory than the plain one. */
    Ground with(UnaryOperator<FleetInventory> edit) {
        edits = edit;
        return this;
    }

    /** With a daemon that answers over HTTP. */
    Ground listening() {
        kind = Daemon::listening;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        fleet = Fleet.up(topology, applications);
        daemon = kind.apply(fleet, edits.apply(new FleetInventory(fleet)));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (daemon != null) {
            daemon.close();
        }
        if (fleet != null) {
            fleet.close();
        }
    }

    Fleet fleet() {
        return fleet;
    }

    Daemon daemon() {
        return daemon;
    }
}
