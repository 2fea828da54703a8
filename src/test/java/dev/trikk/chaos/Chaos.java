package dev.trikk.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One world, and one bad day after the other in it. */
final class Chaos implements AutoCloseable {
    /** After the last fault, everything comes to an end within this time. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** More than the minute for which a message may wait for an outage to end. */
    private static final Duration LOST = Duration.ofSeconds(70);

    /** Where no fault is an outage, no message waits for long. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final World world;
    private final Checker checker;
    private final List<Fault> faults;
    private int days;

    /**
     * Starts a world, and deploys everything for the first time.
     *
     * @param folder empty; holds the logs afterwards
     */
    Chaos(Path folder) throws Exception {
        this(folder, "", LOST, List.of(Fault.values()));
    }

    /** The same with a bug, and only the fault that brings it to light. */
    Chaos(Path folder, PlantedBug bug) throws Exception {
        this(folder, planted(folder, bug), SOON, List.of(bug.fault()));
    }

    private static String planted(Path folder, PlantedBug bug) throws Exception {
        Path classes = Files.createDirectory(folder.resolve("planted"));
        bug.compile(classes);
        return classes.toString();
    }

    private Chaos(Path folder, String classes, Duration lost, List<Fault> faults) throws Exception {
        this.faults = faults;
        world = new World(folder, classes, lost);
        checker = new Checker(world);
        // whoever is told to stop leaves no processes behind
        Runtime.getRuntime().addShutdownHook(new Thread(world::close));
        try {
            world.start();
            require(run(Schedule.goodDay()));
            require(checker.failures());
            world.startTraffic();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private static void require(List<String> findings) {
        if (!findings.isEmpty()) {
            throw new IllegalStateException("a day without faults went wrong: " + findings);
        }
    }

    /** Lets the bad day of that seed happen, and tells what is not as it must be. */
    List<String> run(long seed) throws Exception {
        days++;
        return run(new Schedule(seed, days, faults));
    }

    private List<String> run(Schedule schedule) throws Exception {
        Instant start = Instant.now();
        schedule.run(world);
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollInterval(BETWEEN_LOOKS)
                    .atMost(PATIENCE)
                    .until(() -> checker.isSettled(schedule));
        } catch (ConditionTimeoutException e) {
            // the checker says what is left
        }
        List<String> findings = checker.findings(schedule);
        tell(schedule, findings, Duration.between(start, Instant.now()));
        return findings;
    }

    private static void tell(Schedule schedule, List<String> findings, Duration duration) {
        System.out.printf(
                "seed %d: %d requests, %d deeds, %d s, %s%n",
                schedule.seed(),
                schedule.requests().size(),
                schedule.deeds().size(),
                duration.toSeconds(),
                findings.isEmpty() ? "all is well" : findings.size() + " findings");
        if (!findings.isEmpty()) {
            System.out.println(schedule);
            findings.forEach(finding -> System.out.println("  FOUND " + finding));
        }
    }

    @Override
    public void close() {
        world.close();
    }
}
