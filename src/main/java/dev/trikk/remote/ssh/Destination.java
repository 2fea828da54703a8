package dev.trikk.remote.ssh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom to log in as, and where. It becomes part of an endpoint URI, so only plain names pass: what could end the address
 * and begin options ({@code ?}, {@code &}, {@code /}, spaces, a second {@code @}) is refused. So are IPv6 literals; give
 * such a server a name.
 */
record Destination(String login, String host, int port) {
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern WHOLE = Pattern.compile("(?<login>[^@:]+)@(?<host>[^@:]+)(:(?<port>[0-9]{1,5}))?");
    private static final int DEFAULT_PORT = 22;

    Destination {
        if (!LOGIN.matcher(login).matches()) {
            throw new IllegalArgumentException("'" + login + "' is not a login: letters, digits and _ . - are");
        }
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + host + "' is not an address: a DNS name or an IPv4 address is");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(port + " is not a port: 1 to 65535 are");
        }
    }

    /**
     * The opposite of {@link #toString()}; without a port it is 22.
     *
     * @throws IllegalArgumentException for anything else, saying what is wrong with it
     */
    static Destination parse(String text) {
        Matcher matcher = WHOLE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not of the form login@address:port");
        }
        String port = matcher.group("port");
        return new Destination(
                matcher.group("login"), matcher.group("host"), port == null ? DEFAULT_PORT : Integer.parseInt(port));
    }

    /** The machine, whoever logs in. */
    String server() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return login + "@" + server();
    }
}
