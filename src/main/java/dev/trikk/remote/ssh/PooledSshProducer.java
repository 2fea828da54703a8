package dev.trikk.remote.ssh;

import dev.trikk.remote.Outcome;
import dev.trikk.remote.Outcome.Status;
import dev.trikk.remote.Script;
import dev.trikk.remote.Upload;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.component.ssh.SshConstants;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a {@link Script} or an {@link Upload} and makes the {@link Outcome} the body; sets the headers of Camel's ssh
 * component too, so that a route may look at them. Safe for several threads.
 */
final class PooledSshProducer extends DefaultProducer {
    private static final Logger LOG = LoggerFactory.getLogger(PooledSshProducer.class);

    private final SshSessions sessions;
    private final Destination destination;

    PooledSshProducer(PooledSshEndpoint endpoint, SshSessions sessions, Destination destination) {
        super(endpoint);
        this.sessions = sessions;
        this.destination = destination;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Outcome outcome = outcome(exchange);
        Message message = exchange.getMessage();
        message.setBody(outcome);
        message.setHeader(SshConstants.STDERR, outcome.stderr());
        message.removeHeader(SshConstants.EXIT_VALUE);
        if (outcome.exitCode() >= 0) {
            message.setHeader(SshConstants.EXIT_VALUE, outcome.exitCode());
        }
    }

    private Outcome outcome(Exchange exchange) throws InvalidPayloadException {
        Object body = exchange.getMessage().getBody();
        long started = System.nanoTime();
        try {
            if (body instanceof Script script) {
                return new ScriptRun(sessions, destination, script).outcome();
            }
            if (body instanceof Upload upload) {
                return new UploadRun(sessions, destination, upload).outcome();
            }
        } catch (RuntimeException e) {
            // a fault of ours or of MINA's: how far it came is not known, and the other servers' outcomes still count
            LOG.warn("{}: unexpected", destination, e);
            return Outcome.without(Status.LOST, e.toString(), Duration.ofNanos(System.nanoTime() - started));
        }
        throw new InvalidPayloadException(exchange, Script.class);
    }
}
