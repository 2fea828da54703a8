package dev.trikk.remote.ssh;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.ssh.SshConfiguration;
import org.apache.camel.component.ssh.SshEndpoint;

/** One login on one server. */
final class PooledSshEndpoint extends SshEndpoint {
    private final SshSessions sessions;
    private final Destination destination;

    PooledSshEndpoint(
            String uri,
            PooledSshComponent component,
            SshConfiguration configuration,
            SshSessions sessions,
            Destination destination) {
        super(uri, component, configuration);
        this.sessions = sessions;
        this.destination = destination;
    }

    @Override
    public Producer createProducer() {
        return new PooledSshProducer(this, sessions, destination);
    }

    /** Unlike Camel's producer ours is safe for several threads, so that one is kept and shared. */
    @Override
    public boolean isSingletonProducer() {
        return true;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("ssh: can be sent to, but not be polled");
    }
}
