package dev.trikk.health;

import dev.trikk.health.Probe.Answer;
import dev.trikk.inventory.Health;
import java.time.Duration;
import java.util.Optional;

/**
 * When an application counts as up: some good answers in a row before the time is over. Good is a status from 200 to 299
 * and the expected text in the answer.
 *
 * @param times good answers in a row; 1 or more
 * @param expect text that a good answer contains
 * @param within deadline for all of it
 */
public record HealthPolicy(int times, Optional<String> expect, Duration within) {
    private static final int QUOTED = 200;

    public HealthPolicy {
        if (times < 1) {
            throw new IllegalArgumentException("times is " + times + ", it must be 1 or more");
        }
    }

    /** The rule of the inventory, with the version deployed put in where it is expected. */
    public static HealthPolicy of(Health health, String version) {
        return new HealthPolicy(
                health.times(), health.expect().map(text -> text.replace("${version}", version)), health.within());
    }

    /** What is known. */
    public enum State {
        /** Ask again. */
        WAIT,
        UP,
        DOWN
    }

    /**
     * What the answers so far mean.
     *
     * @param good good answers in a row
     * @param sentence what to tell a person, with the last answer in it
     */
    public record Verdict(State state, int good, String sentence) {}

    /** Before the first answer. */
    public Verdict start() {
        return new Verdict(State.WAIT, 0, "not asked yet");
    }

    /**
     * After one more answer.
     *
     * @param before what was known
     * @param elapsed since the first question
     */
    public Verdict next(Verdict before, Answer answer, Duration elapsed) {
        Optional<String> fault = fault(answer);
        int good = fault.isPresent() ? 0 : before.good() + 1;
        String said = fault.orElse("answered %d: %s".formatted(answer.status(), quote(answer.text())));
        if (good >= times) {
            return new Verdict(State.UP, good, "up, " + said);
        }
        if (elapsed.compareTo(within) < 0) {
            return new Verdict(State.WAIT, good, "%d of %d good answers, %s".formatted(good, times, said));
        }
        return new Verdict(
                State.DOWN, good, "not up within %d s: %s".formatted(within.toSeconds(), shortfall(good, said)));
    }

    private String shortfall(int good, String said) {
        return good == 0 ? said : "only %d of %d good answers in a row, %s".formatted(good, times, said);
    }

    private Optional<String> fault(Answer answer) {
        if (answer.status() == 0) {
            return Optional.of("no answer: " + quote(answer.text()));
        }
        if (answer.status() < 200 || answer.status() > 299) {
            return Optional.of("answered %d: %s".formatted(answer.status(), quote(answer.text())));
        }
        return expect.filter(text -> !answer.text().contains(text))
                .map(text -> "answered %d without '%s': %s".formatted(answer.status(), text, quote(answer.text())));
    }

    private static String quote(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "...";
    }
}
