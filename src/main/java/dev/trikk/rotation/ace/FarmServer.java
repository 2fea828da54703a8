package dev.trikk.rotation.ace;

import dev.trikk.rotation.Member.Rotation;
import java.util.Locale;

/**
 * A real server in a serverfarm, as the box shows it.
 *
 * @param port 0 when it has none of its own
 * @param state as the box spells it. Only OPERATIONAL, OUTOFSERVICE and PROBE-FAILED are known to be spelt so by every release
 * @param connections that are there now
 */
record FarmServer(String name, int port, String state, int connections) {

    /** What it was told, as far as its state tells. Of an unknown state only that it serves nobody. */
    Rotation rotation() {
        if (state.toUpperCase(Locale.ROOT).contains("STANDBY")) {
            return Rotation.DRAINING;
        }
        return state.equals("OUTOFSERVICE") ? Rotation.OUT : Rotation.IN;
    }

    boolean operational() {
        return state.equals("OPERATIONAL");
    }

    /** It stays so until it is suspended and activated by hand. */
    boolean inbandFailed() {
        return state.toUpperCase(Locale.ROOT).contains("INBAND");
    }

    /** How the command line names it in its farm. */
    String words() {
        return port == 0 ? name : name + " " + port;
    }
}
