package dev.trikk.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Freezes the daemon whose switch reaches a member next, in that moment, and lets it go on when another attempt has passed
 * the same place: the worst moment to wake up. Used once.
 */
final class Ambush {
    private static final Duration FOR_A_SCRIPT = Duration.ofSeconds(8);
    /** The broker's three seconds, what the other daemon needs, and more for a busy machine. */
    private static final Duration FOR_THE_OTHER = Duration.ofSeconds(15);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Pattern SWITCH = Pattern.compile("^point \"\\$directory\"$", Pattern.MULTILINE);

    private final List<Child> daemons;
    private final CompletableFuture<Prey> caught = new CompletableFuture<>();

    /** The script that was caught. */
    private record Prey(Child daemon, Server server, String user, long epoch) {
        boolean isOvertaken() throws IOException {
            return Files.exists(server.effects())
                    && Files.readAllLines(server.effects()).stream()
                            .map(line -> line.split(" ", -1))
                            .anyMatch(words -> words[1].equals(user) && Long.parseLong(words[3]) > epoch);
        }
    }

    Ambush(List<Child> daemons) {
        this.daemons = daemons;
    }

    /** A script has come, and does not run yet. */
    synchronized void passes(Server server, String user, String sender, String script, long epoch) {
        if (!caught.isDone() && SWITCH.matcher(script).find()) {
            daemons.stream().filter(any -> any.name().equals(sender)).forEach(daemon -> {
                daemon.freeze();
                caught.complete(new Prey(daemon, server, user, epoch));
            });
        }
    }

    /** Lies in wait at all members, and returns when it is over or when nobody came. */
    void lie(Fleet fleet) throws InterruptedException, ExecutionException {
        fleet.members().forEach(member -> member.lieInWait(this));
        try {
            Prey prey = caught.get(FOR_A_SCRIPT.toMillis(), TimeUnit.MILLISECONDS);
            awaitTheOther(prey);
        } catch (TimeoutException nobody) {
            // it was a quiet moment
        } finally {
            caught.cancel(false);
            fleet.members().forEach(member -> member.leave(this));
        }
    }

    private static void awaitTheOther(Prey prey) {
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollInterval(BETWEEN_LOOKS)
                    .atMost(FOR_THE_OTHER)
                    .until(prey::isOvertaken);
        } catch (ConditionTimeoutException alone) {
            // the other daemon has troubles of its own
        } finally {
            prey.daemon().thaw();
        }
    }
}
