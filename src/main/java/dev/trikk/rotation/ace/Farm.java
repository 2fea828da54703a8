package dev.trikk.rotation.ace;

import java.util.regex.Pattern;

/**
 * A serverfarm, and which of its members are meant.
 *
 * @param port 0 for all members; else only those with this port, which then need not be part of their names
 */
public record Farm(String name, int port) {
    /** What an ACE takes for a name without quotes; so nothing in it can end a line and begin another. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    public Farm {
        requireName(name, "serverfarm");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(port + " is not a port: 1 to 65535 are");
        }
    }

    /** As an inventory writes it: {@code FARM} or {@code FARM:PORT}. */
    public static Farm parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Farm(text, 0);
        }
        String port = text.substring(colon + 1);
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) == 0) {
            throw new IllegalArgumentException("'" + text + "' is not of the form FARM or FARM:PORT");
        }
        return new Farm(text.substring(0, colon), Integer.parseInt(port));
    }

    static String requireName(String name, String what) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' cannot be the name of a " + what + " of an ACE");
        }
        return name;
    }

    boolean means(FarmServer server) {
        return port == 0 || port == server.port();
    }

    /** What Trikk calls a member of this farm: the same rserver with two ports are two members. */
    String member(FarmServer server) {
        return port != 0 || server.port() == 0 ? server.name() : server.name() + ":" + server.port();
    }

    @Override
    public String toString() {
        return port == 0 ? name : name + ":" + port;
    }
}
