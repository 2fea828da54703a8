package dev.trikk.stage;

import dev.trikk.event.Event;
import dev.trikk.health.HealthWatch;
import dev.trikk.health.Probe;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.release.LocalReleases;
import dev.trikk.release.Releases;
import dev.trikk.remote.OnServer;
import dev.trikk.request.RequestFormat;
import dev.trikk.rotation.Balancers;
import dev.trikk.rotation.Drains;
import dev.trikk.rotation.Pause;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;

/** Puts the stages' processors into Camel's registry, under the names that the route files use. */
public final class StageBeans {
    private StageBeans() {}

    /**
     * What the stages work with.
     *
     * @param format of requests and answers
     * @param inventory the inventory now in force
     * @param releases of the repositories
     * @param localReleases from the folder for uploads
     * @param node what this daemon is called among those that share the ledger
     * @param ledger what is true
     * @param outbox events on their way out of the ledger
     * @param alarms what a person must look at
     * @param onServer the door to the servers
     * @param balancers the door to the load balancers
     * @param probe asks applications whether they are up
     * @param eventText how an event looks in a message
     * @param executor for what is done on many servers at once
     * @param pause how to wait
     * @param clock what time it is
     * @param drainInterval between two looks at a balancer
     * @param deadline for every script
     * @param together deployments that are worked on at the same time in one rotation
     */
    public record Ports(
            RequestFormat format,
            Supplier<Inventory> inventory,
            Releases releases,
            LocalReleases localReleases,
            String node,
            Ledger ledger,
            Outbox outbox,
            Alarms alarms,
            OnServer onServer,
            Balancers balancers,
            Probe probe,
            Function<Event, String> eventText,
            Executor executor,
            Pause pause,
            Clock clock,
            Duration drainInterval,
            Duration deadline,
            int together) {}

    /**
     * Binds every processor that the routes below {@code routes/stages} and {@code routes/ops} name.
     *
     * @param answers JMS endpoint outside of transactions, on which answers are sent
     */
    public static void bind(CamelContext camel, Ports ports, String answers) {
        Registry registry = camel.getRegistry();
        Ledger ledger = ports.ledger();
        Board board = new Board(ledger);
        registry.bind("board", board);
        registry.bind("boardRotation", new BoardRotation(board, ledger, ports.balancers()));
        registry.bind("advance", new Advance(ledger));
        registry.bind("admit", new Admit(ledger));
        registry.bind("finish", new Finish(ledger));
        registry.bind("hold", new Hold(ledger, ports.clock()));
        registry.bind(
                "accept",
                new Accept(
                        ports.format(),
                        ports.inventory(),
                        ports.releases(),
                        ports.localReleases(),
                        ledger,
                        new DryRun(ports.deadline())));
        registry.bind("answer", new Answer(camel.createProducerTemplate(), answers));
        bindStages(registry, ports);
        bindOutbox(registry, ports);
    }

    private static void bindStages(Registry registry, Ports ports) {
        OnServers servers = new OnServers(ports.onServer(), ports.executor(), ports.clock());
        Checks checks =
                new Checks(new HealthWatch(ports.probe(), ports.pause(), ports.clock()), servers, ports.clock());
        Drains drains = new Drains(ports.pause(), ports.clock(), ports.drainInterval());
        Stages stages = new Stages(servers, checks, ports.ledger(), ports.deadline());
        bind(registry, "fetch", stages::fetch);
        bind(registry, "upload", stages::upload);
        bind(registry, "install", stages::install);
        bind(registry, "switch", stages::switchOver);
        registry.bind("rotate", new Rotate(rotateStage(ports, servers, checks, drains)));
        bind(registry, "restart", stages::restart);
        bind(registry, "disable", stages::disable);
        bind(registry, "verify", stages::verify);
        bind(registry, "prune", stages::prune);
    }

    private static RotateStage rotateStage(Ports ports, OnServers servers, Checks checks, Drains drains) {
        Together together = new Together(ports.executor(), ports.together());
        Gate gate = new Gate(
                ports.balancers(),
                drains,
                together,
                new Entries(ports.ledger(), ports.clock()),
                ports.pause(),
                ports.clock());
        return new RotateStage(
                new Gather(ports.ledger(), ports.pause(), ports.clock()),
                gate,
                new Changes(servers, checks, gate),
                new Reloads(servers, together),
                together,
                ports.ledger(),
                ports.deadline());
    }

    private static void bindOutbox(Registry registry, Ports ports) {
        Publish publish = new Publish(ports.outbox(), ports.node(), ports.eventText());
        registry.bind("outboxTake", (Processor) publish::take);
        registry.bind("outboxLetter", (Processor) publish::letter);
        registry.bind("outboxDone", (Processor) publish::done);
    }

    /** The processor around a stage's work, for a stage that somebody adds. */
    public static Processor processor(StageWork work) {
        return new StageProcessor(work);
    }

    private static void bind(Registry registry, String name, StageWork work) {
        registry.bind(name, processor(work));
    }
}
