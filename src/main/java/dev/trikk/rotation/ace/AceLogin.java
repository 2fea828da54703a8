package dev.trikk.rotation.ace;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a box is reached over SSH. Does not show the password.
 *
 * @param knownHosts file with the box's host key; one that is not in it is not spoken to
 * @param oldAlgorithms whether this connection may use what OpenSSH has given up: old boxes know nothing else
 * @param timeout of each command
 */
public record AceLogin(
        String host, int port, String user, String password, Path knownHosts, boolean oldAlgorithms, Duration timeout) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
