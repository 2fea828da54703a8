package dev.trikk.stage;

import dev.trikk.control.CommandFormat;
import dev.trikk.control.Reply;
import dev.trikk.text.Durations;
import dev.trikk.text.Quoted;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets this node stop, as SIGTERM does, when the one who asked has been answered. The route takes what names this node. */
final class StopNode implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(StopNode.class);
    private static final String BY = "TrikkBy";

    private final CommandFormat format;
    private final String node;
    private final Duration longest;
    private final Runnable stop;

    /**
     * @param node what this one is called
     * @param longest how long the steps at hand are waited for
     * @param stop begins to stop this process, and returns at once
     */
    StopNode(CommandFormat format, String node, Duration longest, Runnable stop) {
        this.format = format;
        this.node = node;
        this.longest = longest;
        this.stop = stop;
    }

    @Override
    public void process(Exchange exchange) {
        String by = Quoted.of(exchange.getMessage().getHeader(BY, "somebody", String.class));
        LOG.info("{} is told to stop by {}", node, by);
        Answer.set(exchange, format.answer(new Reply(true, Optional.empty(), says())));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                stop.run();
            }
        });
    }

    private String says() {
        return node + " takes no new messages, ends the steps at hand, in at most " + Durations.inWords(longest)
                + ", and stops.";
    }
}
