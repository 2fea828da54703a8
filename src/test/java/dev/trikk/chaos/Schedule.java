package dev.trikk.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A bad day: requests, and what goes wrong meanwhile. The same seed gives the same one. */
final class Schedule {
    /** Beside one for each application, so that lanes have somebody who waits. */
    private static final int SECOND_REQUESTS = 4;

    private static final Duration POSTING = Duration.ofMillis(2500);
    private static final Duration LENGTH = Duration.ofSeconds(5);

    private final long seed;
    private final List<Request> requests = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();

    /**
     * By chance.
     *
     * @param minor minor version that no other schedule of this world has
     * @param faults those that may happen
     */
    Schedule(long seed, int minor, List<Fault> faults) {
        this.seed = seed;
        Random random = new Random(seed);
        List<String> applications = new ArrayList<>(Fleet.applications());
        for (int i = 0; i < SECOND_REQUESTS; i++) {
            applications.add(applications.get(random.nextInt(applications.size())));
        }
        for (int i = 0; i < applications.size(); i++) {
            request(random, applications.get(i), i, minor);
        }
        int frozen = random.nextInt(2);
        int count = 3 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Fault fault = faults.get(random.nextInt(faults.size()));
            deeds.addAll(fault.strike(random, frozen, within(random, LENGTH)));
        }
        deeds.sort(Comparator.comparing(Deed::at));
    }

    /** The first releases, on a good day. */
    private Schedule() {
        seed = 0;
        for (String application : Fleet.applications()) {
            post(new Request("first-" + application, application, "1.0.0", true), Duration.ZERO);
        }
    }

    static Schedule goodDay() {
        return new Schedule();
    }

    private void request(Random random, String application, int number, int minor) {
        boolean healthy = random.nextInt(10) > 0;
        Request request = new Request(
                seed + "-" + minor + "-" + number, application, "1.%d.%d".formatted(minor, number), healthy);
        Duration at = within(random, POSTING);
        post(request, at);
        if (random.nextInt(10) == 0) {
            deeds.add(new Deed(at.plusMillis(100), "post " + request.id() + " again", world -> world.post(request)));
        }
    }

    private void post(Request request, Duration at) {
        requests.add(request);
        String words = "post %s: %s %s%s"
                .formatted(
                        request.id(),
                        request.application(),
                        request.version(),
                        request.healthy() ? "" : ", which will not get well");
        deeds.add(new Deed(at, words, world -> world.post(request)));
    }

    private static Duration within(Random random, Duration time) {
        return Duration.ofMillis(random.nextInt((int) time.toMillis()));
    }

    long seed() {
        return seed;
    }

    List<Request> requests() {
        return Collections.unmodifiableList(requests);
    }

    List<Deed> deeds() {
        return Collections.unmodifiableList(deeds);
    }

    /** Whether a daemon may have been interrupted between doing something and noting it. */
    boolean interrupts() {
        return deeds.stream().anyMatch(deed -> deed.words().matches("(kill|freeze|cut) .*"));
    }

    /** Lets it happen. Returns when the last deed is done and everything is well again. */
    void run(World world) throws Exception {
        for (Request request : requests) {
            world.repository().publish(request.application(), request.version(), request.healthy() ? "ok" : "broken");
        }
        // a thread for each: while the broker is away requests wait to be posted, and its start must not wait behind
        // them
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(deeds.size());
        CountDownLatch left = new CountDownLatch(deeds.size());
        for (Deed deed : deeds) {
            var unused = clock.schedule(
                    () -> {
                        world.does(deed);
                        left.countDown();
                    },
                    deed.at().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
        if (!left.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the deeds take too long");
        }
        clock.shutdown();
        world.heal();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("schedule " + seed + "\n");
        deeds.forEach(deed -> text.append("  ").append(deed).append('\n'));
        return text.toString();
    }
}
