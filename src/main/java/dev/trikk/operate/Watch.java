package dev.trikk.operate;

import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Pauses;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.Tally;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How things stood at the last look. Whoever reads it never waits for the ledger or the broker: what is away is missing. Somebody
 * must look, at each of the two in a thread of its own. Safe for several threads.
 */
public final class Watch {
    /** At this the broker refuses new requests: {@code storeUsageHighWaterMark} of trikk.requests. */
    private static final int FULL = 70;

    private final Tally.Counting counting;
    private final Rotations rotations;
    private final Pauses pauses;
    private final BrokerState.Look atBroker;
    private final BooleanSupplier accepts;
    private final Clock clock;
    private volatile Latest<LedgerState> ledger;
    private volatile Latest<BrokerState> broker;

    /** @param accepts whether this node takes requests; must not block */
    public Watch(
            Tally.Counting counting,
            Rotations rotations,
            Pauses pauses,
            BrokerState.Look atBroker,
            BooleanSupplier accepts,
            Clock clock) {
        this.counting = counting;
        this.rotations = rotations;
        this.pauses = pauses;
        this.atBroker = atBroker;
        this.accepts = accepts;
        this.clock = clock;
        this.ledger = Latest.never(clock.instant());
        this.broker = Latest.never(clock.instant());
    }

    /** Looks at the ledger; blocks for as long as it needs. What goes wrong is kept, not thrown. */
    public void lookAtLedger() {
        try {
            LedgerState seen = new LedgerState(counting.tally(), rotations.drained(), pauses.paused());
            ledger = new Latest<>(Optional.of(seen), clock.instant(), "");
        } catch (RuntimeException e) {
            ledger = ledger.failed(String.valueOf(e.getMessage()));
        }
    }

    /** The same for the broker. */
    public void lookAtBroker() {
        try {
            broker = new Latest<>(Optional.of(atBroker.look()), clock.instant(), "");
        } catch (RuntimeException e) {
            broker = broker.failed(String.valueOf(e.getMessage()));
        }
    }

    /** What stood in the ledger, unless that is too long ago. */
    public Optional<LedgerState> ledger() {
        return ledger.fresh(clock.instant());
    }

    /** How the broker stood, unless that is too long ago. */
    public Optional<BrokerState> broker() {
        return broker.fresh(clock.instant());
    }

    /** A queue of the broker. */
    public Optional<QueueState> queue(String name) {
        return broker().map(seen -> seen.queues().get(name));
    }

    /** Whether requests are taken: all that must be well for that. Does not block. */
    public List<Check> readiness() {
        Instant now = clock.instant();
        return List.of(ledger.check("ledger", now), broker.check("broker", now), accept(), store());
    }

    private Check accept() {
        Optional<PausedStage> paused = ledger.value().stream()
                .flatMap(seen -> seen.paused().stream())
                .filter(stage -> stage.stage().equals(PausedStage.ACCEPT))
                .findFirst();
        boolean isOpen = accepts.getAsBoolean();
        return new Check(
                PausedStage.ACCEPT,
                isOpen && paused.isEmpty(),
                paused.map(PausedStage::inWords)
                        .orElse(isOpen ? "takes requests" : "takes no requests on this node: its route is stopped"));
    }

    private Check store() {
        return broker().flatMap(BrokerState::storePercent)
                .map(percent -> new Check(
                        "store",
                        percent < FULL,
                        "the broker's store is " + percent + " % full"
                                + (percent < FULL ? "" : "; at " + FULL + " % it refuses new requests")))
                .orElse(new Check("store", true, "the broker does not say how full its store is"));
    }
}
