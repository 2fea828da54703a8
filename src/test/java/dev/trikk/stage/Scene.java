package dev.trikk.stage;

import static dev.trikk.Fixtures.aRequest;

import dev.trikk.health.HealthWatch;
import dev.trikk.health.Probe;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Commands;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Freezes;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.StopRule;
import dev.trikk.ledger.jdbi.JdbiAlarms;
import dev.trikk.ledger.jdbi.JdbiCommands;
import dev.trikk.ledger.jdbi.JdbiFreezes;
import dev.trikk.ledger.jdbi.JdbiLedger;
import dev.trikk.ledger.jdbi.JdbiOutbox;
import dev.trikk.ledger.jdbi.JdbiPauses;
import dev.trikk.ledger.jdbi.JdbiRotations;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.remote.OnServer;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Script;
import dev.trikk.remote.Upload;
import dev.trikk.rotation.Balancers;
import dev.trikk.rotation.Drains;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Pauses;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Where a stage is tried: a real ledger, and doors that write down who came through, in order. Time passes without anyone
 * waiting.
 */
final class Scene implements AutoCloseable, OnServer, Probe, Balancers {
    static final Duration DEADLINE = Duration.ofMinutes(1);

    final Pauses time = new Pauses();
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final List<Script> scripts = Collections.synchronizedList(new ArrayList<>());
    final Ledger ledger;
    final Rotations rotations;
    final Commands commands;
    final Alarms alarms;
    final Outbox outbox;
    final Freezes freezes;
    final dev.trikk.ledger.Pauses pauses;
    final OnServers servers;
    final Checks checks;
    final Gate gate;
    final RotateStage rotate;
    final Row row = new Row();

    private final Together together = new Together(Runnable::run, 8);
    private final LedgerDatabase database = new LedgerDatabase(
            "jdbc:h2:mem:" + UUID.randomUUID()
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
            Optional.empty(),
            Optional.empty());
    private final Map<String, Deque<Outcome>> outcomes = new HashMap<>();
    private final Map<String, RuntimeException> troubles = new HashMap<>();
    private final Map<String, Runnable> events = new HashMap<>();
    private final Map<String, Integer> statuses = new HashMap<>();

    Scene() {
        ledger = new JdbiLedger(database, time);
        rotations = new JdbiRotations(database, time);
        commands = new JdbiCommands(database, time);
        alarms = new JdbiAlarms(database, time, () -> {});
        outbox = new JdbiOutbox(database, time);
        freezes = new JdbiFreezes(database, time);
        pauses = new JdbiPauses(database, time);
        servers = new OnServers(this, Runnable::run, time);
        checks = new Checks(new HealthWatch(this, time, time), servers, time);
        gate = gate(this);
        rotate = rotate(gate);
    }

    /** Environments without rules. */
    Opening open() {
        return new Opening(() -> new Inventory(Map.of(), Map.of(), Map.of()), freezes, time);
    }

    /** A gate in front of those balancers. */
    Gate gate(Balancers balancers) {
        Drains drains = new Drains(time, time, Duration.ofMillis(100));
        return new Gate(balancers, drains, together, new Entries(ledger, rotations, time), time, time);
    }

    RotateStage rotate(Gate any) {
        return new RotateStage(
                new Gather(rotations, time, time),
                any,
                new Changes(servers, checks, any),
                new Reloads(servers, together),
                together,
                ledger,
                rotations,
                DEADLINE);
    }

    /**
     * What comes back from a server for a script of that name; with the name of the application before that of the server
     * where it is not the shop's. Several are given out one after the other.
     */
    Scene givenOutcome(String server, String script, Outcome... results) {
        outcomes.put(server + " " + script, new ArrayDeque<>(List.of(results)));
        return this;
    }

    /** What a health check on that server answers; 200 where nothing is said. */
    Scene givenStatus(String address, int status) {
        statuses.put(address, status);
        return this;
    }

    /** What is thrown, once, when somebody comes through with that line of the log. */
    Scene givenTrouble(String line, RuntimeException trouble) {
        troubles.put(line, trouble);
        return this;
    }

    /** What happens meanwhile, once, when somebody comes through with that line of the log. */
    Scene givenEvent(String line, Runnable event) {
        events.put(line, event);
        return this;
    }

    private void wrote(String line) {
        log.add(line);
        Optional.ofNullable(events.remove(line)).ifPresent(Runnable::run);
    }

    static Outcome failed(String why) {
        return new Outcome(Outcome.Status.FAILED, 1, "", why, Duration.ZERO);
    }

    static Outcome lost() {
        return Outcome.without(Outcome.Status.LOST, "connection reset", Duration.ZERO);
    }

    static Outcome previously(String directory) {
        return Outcome.ok("trikk:previous=" + directory + "\n", Duration.ZERO);
    }

    /** A deployment that has come to the first step of that stage. */
    Boarding boarded(Plan plan, Stage stage) {
        Deployment deployment = ledger.admit(ledger.accept(
                        aRequest(
                                UUID.randomUUID().toString(), plan.application().name(), "2"),
                        plan)
                .id());
        Boarding boarding = ledger.board(deployment.id(), 0, false).orElseThrow();
        while (boarding.work().stage() != stage) {
            boarding = boardedAfter(boarding, List.of());
        }
        return boarding;
    }

    /** The next step of a deployment whose last one had these results. */
    Boarding boardedAfter(Boarding boarding, List<dev.trikk.ledger.Result> results) {
        String id = boarding.deployment().id();
        Deployment now = ledger.find(id).orElseThrow();
        ledger.record(boarding, results, StopRule.after(now, boarding.step(), ledger.results(id), results));
        return ledger.board(id, boarding.step() + 1, false).orElseThrow();
    }

    @Override
    public Outcome run(Server server, String login, Script script) {
        String line = (login.equals("shop") ? "" : login + " ") + server.name() + " " + script.name();
        wrote(line);
        scripts.add(script);
        RuntimeException trouble = troubles.remove(line);
        if (trouble != null) {
            throw trouble;
        }
        Deque<Outcome> prepared = outcomes.getOrDefault(line, new ArrayDeque<>());
        return prepared.isEmpty() ? Outcome.ok("", Duration.ZERO) : prepared.poll();
    }

    @Override
    public Outcome put(Server server, String login, Upload upload) {
        log.add(server.name() + " put " + upload.target());
        Deque<Outcome> prepared = outcomes.getOrDefault(server.name() + " put", new ArrayDeque<>());
        return prepared.isEmpty() ? Outcome.ok("", Duration.ZERO) : prepared.poll();
    }

    @Override
    public Answer ask(java.net.URI url, Duration timeout) {
        int status = statuses.getOrDefault(url.getHost(), 200);
        log.add(url.getHost().replace(".example.org", "") + " asked: " + status);
        return new Answer(status, status == 200 ? "ok" : "not well");
    }

    @Override
    public LoadBalancer of(dev.trikk.inventory.Balancer balancer) {
        return row;
    }

    @Override
    public void close() {
        database.close();
    }

    /** A load balancer that does as it is told, and writes it down. */
    final class Row implements LoadBalancer {
        final Map<String, Member> members = new TreeMap<>();
        final Deque<RuntimeException> troubles = new ArrayDeque<>();
        /** Thrown, one after the other, by the looks after a drain. */
        final Deque<RuntimeException> lookTroubles = new ArrayDeque<>();

        private int away;

        Row() {
            put("proxy1", Member.Rotation.IN, true, 0);
            put("proxy2", Member.Rotation.IN, true, 0);
        }

        void put(String name, Member.Rotation rotation, boolean healthy, int sessions) {
            members.put(name, new Member(name, rotation, healthy, sessions));
        }

        /** The next looks find nobody. */
        void givenAway(int looks) {
            away = looks;
        }

        @Override
        public List<Member> members() {
            if (away > 0) {
                away--;
                throw new BalancerUnavailable("connection refused", null);
            }
            if (!lookTroubles.isEmpty() && log.contains("drain proxy1")) {
                throw lookTroubles.poll();
            }
            return List.copyOf(members.values());
        }

        @Override
        public void drain(String member) {
            wrote("drain " + member);
            put(member, Member.Rotation.DRAINING, true, members.get(member).sessions());
        }

        @Override
        public void restore(String member) {
            log.add("restore " + member);
            if (!troubles.isEmpty()) {
                throw troubles.poll();
            }
            put(member, Member.Rotation.IN, true, members.get(member).sessions());
        }
    }
}
