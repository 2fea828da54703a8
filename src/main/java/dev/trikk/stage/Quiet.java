package dev.trikk.stage;

import dev.trikk.inventory.Drain;
import dev.trikk.inventory.Pair;
import dev.trikk.rotation.Drains.Ending;

/** Whether a pair that was drained is quiet enough, and what its results say about it. */
final class Quiet {
    private Quiet() {}

    static boolean is(Ending ending, Drain drain) {
        return switch (ending.result()) {
            case QUIET -> true;
            case UNDONE -> false;
            case DEADLINE -> drain.onDeadline() == Drain.OnDeadline.FORCE;
        };
    }

    static String words(Pair pair, Ending ending, Drain drain) {
        return switch (ending.result()) {
            case QUIET -> "quiet";
            case UNDONE -> "somebody put " + pair.member() + " back into rotation meanwhile";
            case DEADLINE ->
                ending.sessions() + " sessions were left after "
                        + drain.deadline().toSeconds() + " s, "
                        + (drain.onDeadline() == Drain.OnDeadline.FORCE
                                ? "cut because onDeadline is force"
                                : "and onDeadline is abort");
        };
    }
}
