package dev.trikk.demo;

import java.net.URI;

/** A member of a balancer of the demo's. Guarded by the lock that its front was given. */
public final class DemoMember {
    final String name;
    final URI uri;
    /** {@code ready}, {@code drain} or {@code maint}: HAProxy's words. */
    String state = "ready";

    boolean up = true;
    int sessions;
    int total;
    int failures;

    /** @param uri {@code http://host:port} */
    public DemoMember(String name, URI uri) {
        this.name = name;
        this.uri = uri;
    }

    boolean inService() {
        return up && state.equals("ready");
    }

    void begin() {
        sessions++;
        total++;
    }

    /** Whether it accepts connections, as far as that was tried. */
    public boolean isUp() {
        return up;
    }

    /** {@code ready}, {@code drain} or {@code maint}. */
    public String state() {
        return state;
    }

    /** It shall be {@code ready}, {@code drain} or {@code maint} from now on. */
    public void become(String now) {
        state = now;
    }

    /** Requests that it serves now. */
    public int sessions() {
        return sessions;
    }

    /** Requests that it was given so far. */
    public int total() {
        return total;
    }

    /** Connections that it did not accept. */
    public int failures() {
        return failures;
    }

    /** Where it is. */
    public URI uri() {
        return uri;
    }
}
