package dev.trikk.demo;

import java.net.URI;

/** A member of the demo's balancer. Guarded by the balancer's lock. */
final class DemoMember {
    final String name;
    final URI uri;
    /** {@code ready}, {@code drain} or {@code maint}: HAProxy's words. */
    String state = "ready";

    boolean up = true;
    int sessions;

    DemoMember(String name, URI uri) {
        this.name = name;
        this.uri = uri;
    }

    boolean inService() {
        return up && state.equals("ready");
    }
}
