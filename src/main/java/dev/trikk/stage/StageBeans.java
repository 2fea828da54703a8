package dev.trikk.stage;

import dev.trikk.control.CommandFormat;
import dev.trikk.event.Event;
import dev.trikk.health.HealthWatch;
import dev.trikk.health.Probe;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Commands;
import dev.trikk.ledger.Freezes;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.ledger.Pauses;
import dev.trikk.ledger.Rotations;
import dev.trikk.release.Copies;
import dev.trikk.release.LocalReleases;
import dev.trikk.release.Releases;
import dev.trikk.remote.OnServer;
import dev.trikk.repair.Reconciliation;
import dev.trikk.request.RequestFormat;
import dev.trikk.rotation.Balancers;
import dev.trikk.rotation.Drains;
import dev.trikk.rotation.Pause;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
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
     * @param commandFormat of commands and their answers
     * @param inventory the inventory now in force
     * @param releases of the repositories
     * @param localReleases from the folder for uploads
     * @param copies of releases that only Trikk may read
     * @param node what this daemon is called among those that share the ledger
     * @param ledger what is true
     * @param rotations who rotates which pool, and who is out of rotation
     * @param pauses which stages stand still
     * @param outbox events on their way out of the ledger
     * @param alarms what a person must look at
     * @param commands what was answered to commands
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
     * @param connections to the broker
     * @param limits how long to wait for what
     * @param freezes environments that a person lets take nothing new
     * @param user what this daemon is called at the broker
     */
    public record Ports(
            RequestFormat format,
            CommandFormat commandFormat,
            Supplier<Inventory> inventory,
            Releases releases,
            LocalReleases localReleases,
            Copies copies,
            String node,
            Ledger ledger,
            Rotations rotations,
            Pauses pauses,
            Outbox outbox,
            Alarms alarms,
            Commands commands,
            OnServer onServer,
            Balancers balancers,
            Probe probe,
            Function<Event, String> eventText,
            Executor executor,
            Pause pause,
            Clock clock,
            Duration drainInterval,
            Duration deadline,
            int together,
            ConnectionFactory connections,
            Limits limits,
            Freezes freezes,
            String user) {

        private Opening opening() {
            return new Opening(inventory, freezes, clock);
        }
    }

    /**
     * How long to wait for what.
     *
     * @param patience so long a step waits for servers that are away
     * @param stuckAfter a deployment that has not moved for so long must have a message
     * @param alarmAfter when a wait has lasted so long, a person is told
     * @param keepEvents so long events are kept that everybody has been told of
     */
    public record Limits(Duration patience, Duration stuckAfter, Duration alarmAfter, Duration keepEvents) {}

    /**
     * Binds every processor that the routes below {@code routes/stages} and {@code routes/ops} name.
     *
     * @param answers JMS endpoint outside of transactions, on which answers are sent
     */
    public static void bind(CamelContext camel, Ports ports, String answers) {
        Registry registry = camel.getRegistry();
        Ledger ledger = ports.ledger();
        Opening opening = ports.opening();
        Board board = new Board(ledger);
        registry.bind("board", board);
        registry.bind("boardRotation", new BoardRotation(board, ledger, ports.rotations(), ports.balancers()));
        registry.bind("advance", new Advance(ledger));
        registry.bind("admit", new Admit(ledger, opening));
        registry.bind("finish", new Finish(ledger, opening));
        registry.bind("hold", new Hold(ledger, ports.clock()));
        registry.bind(
                "accept",
                new Accept(
                        ports.format(),
                        ports.inventory(),
                        new Planner(ports.releases(), ports.localReleases(), ledger),
                        ledger,
                        ports.alarms(),
                        new DryRun(ports.deadline()),
                        opening,
                        new Caller(ports.user()),
                        new Together(ports.executor(), ports.together())));
        registry.bind("carriage", (Processor) exchange ->
                StageExchange.pointAtAdmit(exchange, exchange.getMessage().getBody(String.class)));
        TryAgain tryAgain = new TryAgain(
                ledger, ports.alarms(), ports.limits().alarmAfter(), ports.clock(), new Caller(ports.user()));
        registry.bind("afterOutage", (Processor) tryAgain::afterOutage);
        registry.bind("afterTakeover", (Processor) tryAgain::afterTakeover);
        registry.bind("afterError", (Processor) tryAgain::afterError);
        registry.bind("answer", new Answer(camel.createProducerTemplate(), answers));
        bindControl(camel, ports);
        bindStages(registry, ports);
        bindOutbox(registry, ports);
        registry.bind(
                "reconcile",
                new Reconcile(
                        new Reconciliation(ports.limits().stuckAfter()),
                        ledger,
                        ports.rotations(),
                        ports.pauses(),
                        ports.alarms(),
                        queues(camel, ports),
                        ports.inventory(),
                        ports.balancers(),
                        opening,
                        ports.clock()));
    }

    private static Queues queues(CamelContext camel, Ports ports) {
        return new Queues(ports.connections(), camel.createProducerTemplate(), ports.outbox());
    }

    private static void bindControl(CamelContext camel, Ports ports) {
        Queues queues = queues(camel, ports);
        Opening opening = ports.opening();
        Retries retries = new Retries(ports.ledger(), ports.alarms(), ports.inventory(), queues::discard);
        Obey obey = new Obey(ports.ledger(), retries, opening, ports.deadline());
        camel.getRegistry()
                .bind(
                        "control",
                        new Control(
                                ports.commandFormat(),
                                ports.ledger(),
                                ports.commands(),
                                ports.alarms(),
                                ports.pauses(),
                                retries,
                                obey,
                                new ObeyTrain(ports.ledger(), obey, id -> queues.push(ports.ledger(), id)),
                                new Freezer(
                                        ports.inventory(),
                                        ports.freezes(),
                                        opening,
                                        ports.ledger(),
                                        queues::sendToAdmit,
                                        ports.clock()),
                                new Caller(ports.user()),
                                opening::next));
    }

    private static void bindStages(Registry registry, Ports ports) {
        OnServers servers = new OnServers(ports.onServer(), ports.executor(), ports.clock());
        Checks checks =
                new Checks(new HealthWatch(ports.probe(), ports.pause(), ports.clock()), servers, ports.clock());
        Drains drains = new Drains(ports.pause(), ports.clock(), ports.drainInterval());
        Stages stages = new Stages(servers, checks, ports.ledger(), ports.deadline());
        Uploading uploading = new Uploading(servers, ports.copies(), ports.inventory(), ports.deadline());
        Patience patience = new Patience(ports.limits().patience(), ports.clock());
        Map<String, StageWork> works = Map.of(
                "fetch", stages::fetch,
                "upload", uploading::upload,
                "install", stages::install,
                "switch", stages::switchOver,
                "restart", stages::restart,
                "disable", stages::disable,
                "verify", stages::verify,
                "prune", stages::prune);
        works.forEach((name, work) -> registry.bind(name, new StageProcessor(work, patience)));
        registry.bind("rotate", new Rotate(rotateStage(ports, servers, checks, drains), patience));
    }

    private static RotateStage rotateStage(Ports ports, OnServers servers, Checks checks, Drains drains) {
        Together together = new Together(ports.executor(), ports.together());
        Gate gate = new Gate(
                ports.balancers(),
                drains,
                together,
                new Entries(ports.ledger(), ports.rotations(), ports.clock()),
                ports.pause(),
                ports.clock());
        return new RotateStage(
                new Gather(ports.rotations(), ports.pause(), ports.clock()),
                gate,
                new Changes(servers, checks, gate),
                new Reloads(servers, together),
                together,
                ports.ledger(),
                ports.rotations(),
                ports.deadline());
    }

    private static void bindOutbox(Registry registry, Ports ports) {
        Publish publish = new Publish(ports.outbox(), ports.node(), ports.eventText());
        registry.bind("outboxTake", (Processor) publish::take);
        registry.bind("outboxLetter", (Processor) publish::letter);
        registry.bind("outboxDone", (Processor) publish::done);
        registry.bind("housekeeping", (Processor) exchange -> ports.outbox()
                .forget(ports.clock().instant().minus(ports.limits().keepEvents())));
    }

    /**
     * What a message does that tells this node to stop.
     *
     * @param node what this one is called
     * @param longest how long the steps at hand are waited for
     * @param stop begins to stop this process, and returns at once
     */
    public static Processor stopNode(CommandFormat format, String node, Duration longest, Runnable stop) {
        return new StopNode(format, node, longest, stop);
    }

    /**
     * The processor around a stage's work, for a stage that somebody adds.
     *
     * @param patience how long a step waits for servers that are away
     */
    public static Processor processor(StageWork work, Duration patience, Clock clock) {
        return new StageProcessor(work, new Patience(patience, clock));
    }
}
