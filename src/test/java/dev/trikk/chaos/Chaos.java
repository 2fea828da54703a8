package dev.trikk.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One world and one bad day after the other in it. */
final class Chaos implements AutoCloseable {
    /** After the last fault, everything comes to an end within this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Path folder;
    private final World world;
    private final Checker checker;
    private int minor;

    /** @param classes classpath that the daemons have before all others: nothing, or planted bugs */
    Chaos(String classes) throws Exception {
        folder = Files.createTempDirectory("trikk-chaos");
        world = new World(folder, classes);
        checker = new Checker(world);
        try {
            world.start();
            Schedule goodDay = Schedule.goodDay();
            require(run(goodDay));
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
        minor++;
        return run(new Schedule(seed, minor));
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
        System.out.printf(
                "seed %d: %d requests, %d deeds, %d s, %s%n",
                schedule.seed(),
                schedule.requests().size(),
                schedule.deeds().size(),
                Duration.between(start, Instant.now()).toSeconds(),
                findings.isEmpty() ? "all is well" : findings.size() + " findings");
        if (!findings.isEmpty()) {
            System.out.println(schedule);
            findings.forEach(finding -> System.out.println("  FOUND " + finding));
        }
        return findings;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        world.close();
    }

    /** Deletes what the world left. */
    void forget() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** {@code Chaos SEED RUNS}: that many schedules, the first one with that seed; ends at the first that fails. */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        boolean well = true;
        try (Chaos chaos = new Chaos("")) {
            for (int i = 0; i < runs && well; i++) {
                well = chaos.run(seed + i).isEmpty();
            }
            System.out.println(chaos.folder());
        }
        System.exit(well ? 0 : 1);
    }
}
