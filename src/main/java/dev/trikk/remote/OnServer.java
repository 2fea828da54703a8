package dev.trikk.remote;

import dev.trikk.inventory.Server;

/** The door to the servers. Nothing else changes anything on one. Safe for several threads. */
public interface OnServer {

    /**
     * Runs a script on a server as {@code login} and waits for its end. Never throws for what happened there or on the
     * way there. Blocks at most the script's deadline plus the time to get a session and a grace of some seconds.
     * Repeating it runs the script again: scripts are written to be repeated.
     */
    Outcome run(Server server, String login, Script script);

    /** Puts a file on a server over SFTP; the same rules. Repeating it replaces the file. */
    Outcome put(Server server, String login, Upload upload);
}
