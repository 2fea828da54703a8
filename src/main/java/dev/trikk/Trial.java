package dev.trikk;

import java.util.concurrent.Callable;

/**
 * One connection to be tried.
 *
 * @param what it leads to, with its kind first: {@code balancer front (staging)}
 * @param attempt tells what was found, or throws what is wrong
 */
record Trial(String what, Callable<String> attempt) {
    static final String BAD = "BAD  ";
    private static final String GOOD = "ok   ";

    /** Tries it, and says in one line what was found. Never throws. */
    String inWords() {
        try {
            return GOOD + what + ": " + attempt.call();
        } catch (Exception e) {
            return BAD + what + ": " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
        }
    }
}
