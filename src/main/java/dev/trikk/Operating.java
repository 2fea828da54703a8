package dev.trikk;

import dev.trikk.api.http.ApiServer;
import dev.trikk.control.MemberControl;
import dev.trikk.control.StageControl;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Pauses;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.Tally;
import dev.trikk.ledger.jdbi.JdbiPauses;
import dev.trikk.ledger.jdbi.JdbiTally;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.operate.StageCounts;
import dev.trikk.operate.Watch;
import dev.trikk.operate.jms.BrokerStatistics;
import dev.trikk.operate.jmx.Beans;
import dev.trikk.operate.jmx.Ports;
import dev.trikk.operate.micrometer.CountedOutbox;
import dev.trikk.operate.micrometer.Gauges;
import dev.trikk.rotation.Balancers;
import dev.trikk.rotation.Drains;
import dev.trikk.stage.ByHand;
import dev.trikk.stage.StagePauses;
import dev.trikk.stage.StageRoutes;
import jakarta.jms.ConnectionFactory;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators see of this daemon, and do to it by hand. */
final class Operating implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operating.class);
    private static final int SECONDS_BETWEEN_LOOKS = 5;

    private final CamelContext camel;
    private final StageRoutes routes;
    private final Pauses pauses;
    private final Tally.Counting counting;
    private final Rotations rotations;
    private final StagePauses stages;
    private final Clock clock;
    /** Two: a ledger that hangs must not keep the broker from being looked at. */
    private final ScheduledExecutorService looks = Executors.newScheduledThreadPool(2, work -> {
        Thread thread = new Thread(work, "watch");
        thread.setDaemon(true);
        return thread;
    });

    private Watch watch;
    private MemberControl members;
    private Beans beans;

    /** Binds what the routes name; call it before they are loaded. */
    Operating(CamelContext camel, LedgerDatabase database, Rotations rotations, Clock clock) {
        this.camel = camel;
        this.routes = new StageRoutes(camel);
        this.pauses = new JdbiPauses(database, clock);
        this.counting = new JdbiTally(database);
        this.rotations = rotations;
        this.stages = new StagePauses(routes, pauses);
        this.clock = clock;
        camel.getRegistry().bind("pauses", stages);
    }

    /** An outbox that counts what happens. */
    Outbox counted(Outbox outbox) {
        return new CountedOutbox(outbox, Management.meters(camel));
    }

    /** What the beans read beside the ledger. */
    record Site(Supplier<Inventory> inventory, Ledger ledger, Alarms alarms, Balancers balancers, Drains drains) {}

    /** Makes what shows how things stand; nothing is looked at yet. */
    void show(Site site, ConnectionFactory connections) {
        members = new ByHand(site.inventory(), rotations, site.balancers(), site.drains(), clock);
        watch = new Watch(
                counting,
                rotations,
                pauses,
                new BrokerStatistics(connections),
                () -> camel.getRoute(PausedStage.ACCEPT) != null && routes.isOpen(PausedStage.ACCEPT),
                clock);
        beans = new Beans(
                ManagementFactory.getPlatformMBeanServer(),
                new Ports(
                        site.inventory(),
                        site.ledger(),
                        rotations,
                        pauses,
                        site.alarms(),
                        counting,
                        site.balancers(),
                        this::counts,
                        watch,
                        stages,
                        members),
                routes::names);
    }

    /** Looks now and then, once the routes are there. */
    void start(Supplier<Number> sshSessions) {
        Gauges gauges = new Gauges(Management.meters(camel), watch, routes::names, sshSessions, clock);
        watch.lookAtLedger();
        watch.lookAtBroker();
        gauges.refresh();
        beans.refresh();
        every(watch::lookAtLedger);
        every(() -> {
            watch.lookAtBroker();
            gauges.refresh();
            beans.refresh();
        });
    }

    private void every(Runnable look) {
        Runnable safe = () -> {
            try {
                look.run();
            } catch (RuntimeException e) {
                LOG.warn("what operators see is not up to date: {}", e.getMessage());
            }
        };
        var unused = looks.scheduleWithFixedDelay(safe, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    private StageCounts counts(String stage) {
        ManagedRouteMBean route = camel.getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedRoute(stage);
        try {
            return new StageCounts(
                    routes.isOpen(stage),
                    routes.queues().get(stage),
                    route.getExchangesInflight(),
                    route.getExchangesCompleted(),
                    route.getExchangesFailed());
        } catch (Exception e) {
            throw new IllegalStateException("the route " + stage + " cannot be asked", e);
        }
    }

    /** Which stages stand still. */
    Pauses pauses() {
        return pauses;
    }

    /** Routes that are not started with the others. */
    List<String> resting() {
        return stages.restingAtStart();
    }

    /** How things stand. */
    Watch watch() {
        return watch;
    }

    /** What people may do to stages. */
    StageControl stages() {
        return stages;
    }

    /** All that people may do, for the API. */
    ApiServer.Hands hands(Function<String, Optional<String>> frozen) {
        return new ApiServer.Hands(routes::names, pauses, stages, members, frozen);
    }

    /** What people may do to members. */
    MemberControl members() {
        return members;
    }

    @Override
    public void close() {
        looks.shutdownNow();
        if (beans != null) {
            beans.close();
        }
    }
}
