package dev.trikk;

import dev.trikk.config.Settings;
import dev.trikk.request.Form;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this daemon is called among those on the same broker. */
final class Nodes {
    private Nodes() {}

    /**
     * Its name, from the settings or of the machine.
     *
     * @throws CannotStart when it has no form that can be asked for
     */
    static String name(Settings settings) {
        String name = settings.optional("trikk.node").orElseGet(Nodes::machine);
        if (!Form.NAME.fits(name)) {
            throw new CannotStart("trikk.node must be " + Form.NAME.inWords() + ", and is '" + name + "'");
        }
        return name;
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new CannotStart("this machine has no name; give the daemon one as trikk.node", e);
        }
    }
}
