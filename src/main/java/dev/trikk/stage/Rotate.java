package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Result;
import dev.trikk.outage.Attempts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lets a rotation work, for the deployment of the message and all that wait for the same; unless the step is passed. Waits for
 * servers that are away. What others could not do for that reason is not stored: their own messages try it again.
 */
final class Rotate implements Processor {
    /** Of a message that has not come yet. */
    private static final Attempts FIRST = new Attempts(0, Instant.MAX);

    private final RotateStage stage;
    private final Patience patience;

    Rotate(RotateStage stage, Patience patience) {
        this.stage = stage;
        this.patience = patience;
    }

    /** @throws ServerAway when servers are away, and the step has not been tried for too long */
    @Override
    public void process(Exchange exchange) {
        Boarding boarding = StageExchange.boarding(exchange);
        if (boarding.passed()) {
            return;
        }
        List<Ride> rides = stage.ride(boarding);
        List<Result> own = rides.get(0).results();
        Optional<ServerAway> away = patience.with(own, StageExchange.attempts(exchange));
        if (away.isPresent()) {
            throw away.get();
        }
        StageExchange.results(exchange, own);
        StageExchange.others(
                exchange,
                rides.stream()
                        .skip(1)
                        .filter(other -> patience.with(other.results(), FIRST).isEmpty())
                        .toList());
    }
}
