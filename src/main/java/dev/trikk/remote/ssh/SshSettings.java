package dev.trikk.remote.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How Trikk speaks SSH. Whether the throttles fit depends on the servers' {@code sshd_config}: OpenSSH drops logins at
 * random beyond {@code MaxStartups} (10 unfinished ones) and refuses channels beyond {@code MaxSessions} (10).
 *
 * @param key private key file, in OpenSSH's or PEM format
 * @param knownHosts file in OpenSSH's format; read again whenever it changes, and never written
 * @param passphrase of the key, if it has one
 * @param connectTimeout for the TCP connection, and again for the key exchange and login together
 * @param idle a session that nobody used for so long is closed
 * @param heartbeat how often an open session asks the server whether it is there; after three missed answers it is dead
 * @param starts how many sessions may be starting at once, over all servers
 * @param startsPerServer how many sessions may be starting at once on one server, over all logins; smaller than
 *     {@code starts}, so that a server that does not answer cannot hold all of them
 * @param channels how many scripts and uploads may run at once in one session
 * @param outputLimit bytes kept of a script's standard output, and as many of its standard error
 * @param grace what a script gets on top of its deadline, for the session, the channel and the end at the server
 */
public record SshSettings(
        Path key,
        Path knownHosts,
        Optional<String> passphrase,
        Duration connectTimeout,
        Duration idle,
        Duration heartbeat,
        int starts,
        int startsPerServer,
        int channels,
        int outputLimit,
        Duration grace) {

    public SshSettings {
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("idle", idle);
        requirePositive("heartbeat", heartbeat);
        requirePositive("grace", grace);
        if (starts < 1 || startsPerServer < 1 || channels < 1 || outputLimit < 2) {
            throw new IllegalArgumentException(
                    "starts, startsPerServer and channels must be at least 1, outputLimit at least 2");
        }
    }

    /** What suits an OpenSSH server with its default settings. */
    public static SshSettings defaults(Path key, Path knownHosts) {
        return new SshSettings(
                key,
                knownHosts,
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofMinutes(15),
                Duration.ofSeconds(15),
                8,
                4,
                8,
                256 * 1024,
                Duration.ofSeconds(10));
    }

    /** Without the passphrase, because settings get logged. */
    @Override
    public String toString() {
        return "SshSettings[key=" + key + ", knownHosts=" + knownHosts + ", connectTimeout=" + connectTimeout
                + ", idle=" + idle + ", heartbeat=" + heartbeat + ", starts=" + starts + ", startsPerServer="
                + startsPerServer + ", channels=" + channels + ", outputLimit=" + outputLimit + ", grace=" + grace
                + "]";
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be more than nothing, but is " + value);
        }
    }
}
