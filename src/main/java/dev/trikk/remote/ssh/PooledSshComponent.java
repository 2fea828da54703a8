package dev.trikk.remote.ssh;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.ssh.SshComponent;
import org.apache.camel.component.ssh.SshConfiguration;

/**
 * Camel's {@code ssh:} component, with the same URIs ({@code ssh:login@address:port}), on pooled sessions. Bind it in the
 * registry as {@code ssh}. Who made the sessions closes them.
 */
public final class PooledSshComponent extends SshComponent {
    private final SshSessions sessions;

    public PooledSshComponent(SshSessions sessions) {
        this.sessions = sessions;
    }

    /** Refuses URIs with options: the sessions have their settings already, and an ignored option is a trap. */
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        if (!parameters.isEmpty()) {
            throw new IllegalArgumentException("ssh: takes no options here, but was given " + parameters.keySet());
        }
        Destination destination = Destination.parse(remaining);
        SshConfiguration configuration = getConfiguration().copy();
        configuration.setUsername(destination.login());
        configuration.setHost(destination.host());
        configuration.setPort(destination.port());
        return new PooledSshEndpoint(uri, this, configuration, sessions, destination);
    }
}
