package dev.trikk.remote.ssh;

import java.security.KeyPair;

/** A server on the loopback address that a test can log in to. */
interface TestSsh extends AutoCloseable {

    int port();

    /** A user that {@link #clientKey()} is good for. */
    String login();

    KeyPair clientKey();

    KeyPair hostKey();

    @Override
    void close();
}
