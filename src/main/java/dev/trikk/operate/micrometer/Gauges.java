package dev.trikk.operate.micrometer;

import dev.trikk.ledger.Drained;
import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Tally;
import dev.trikk.operate.BrokerState;
import dev.trikk.operate.LedgerState;
import dev.trikk.operate.Watch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gauges of what was seen last. A scrape waits for nobody: what is not known is absent, or not a number. */
public final class Gauges {
    private static final Pattern NOTIFIER = Pattern.compile("Consumer\\.([^.]+)\\.VirtualTopic\\.trikk\\.events");

    private final Watch watch;
    private final Supplier<? extends Collection<String>> stages;
    private final Clock clock;
    private final MultiGauge queues;
    private final MultiGauge lags;
    private final MultiGauge drained;
    private final MultiGauge paused;

    /**
     * Registers them.
     *
     * @param stages names of all stages; must not block
     * @param sessions how many SSH sessions are open; must not block
     */
    public Gauges(
            MeterRegistry meters,
            Watch watch,
            Supplier<? extends Collection<String>> stages,
            Supplier<Number> sessions,
            Clock clock) {
        this.watch = watch;
        this.stages = stages;
        this.clock = clock;
        this.queues = MultiGauge.builder("trikk.queue.messages").register(meters);
        this.lags = MultiGauge.builder("trikk.notice.lag").baseUnit("seconds").register(meters);
        this.drained = MultiGauge.builder("trikk.drained.members").register(meters);
        this.paused = MultiGauge.builder("trikk.stage.paused").register(meters);
        Gauge.builder("trikk.ssh.sessions", sessions).register(meters);
        Gauge.builder("trikk.broker.store.percent", () -> watch.broker()
                        .flatMap(BrokerState::storePercent)
                        .map(Integer::doubleValue)
                        .orElse(Double.NaN))
                .register(meters);
        Gauge.builder("trikk.outbox.events", () -> tally(Tally::unpublished)).register(meters);
        underWay(meters, "waiting", Tally::waiting);
        underWay(meters, "active", Tally::active);
        underWay(meters, "held", Tally::held);
    }

    private void underWay(MeterRegistry meters, String state, ToDoubleFunction<Tally> count) {
        Gauge.builder("trikk.deployments.under.way", () -> tally(count))
                .tag("state", state)
                .register(meters);
    }

    private double tally(ToDoubleFunction<Tally> count) {
        return watch.ledger().map(seen -> count.applyAsDouble(seen.tally())).orElse(Double.NaN);
    }

    /** Takes over what was seen since: rows come and go. */
    public void refresh() {
        Optional<BrokerState> broker = watch.broker();
        queues.register(
                rows(
                        broker.map(BrokerState::queues).orElse(Map.of()).entrySet(),
                        queue -> Row.of(
                                Tags.of("queue", queue.getKey()),
                                queue.getValue().messages())),
                true);
        lags.register(lags(broker), true);
        List<Drained> out = watch.ledger().map(LedgerState::drained).orElse(List.of());
        drained.register(drained(out), true);
        paused.register(paused(), true);
    }

    private static <T> List<Row<?>> rows(Collection<T> all, Function<T, Row<?>> row) {
        return all.stream().<Row<?>>map(row).toList();
    }

    /** How long the notice in front of a notifier's queue has waited. */
    private List<Row<?>> lags(Optional<BrokerState> broker) {
        Instant now = clock.instant();
        return broker.map(BrokerState::queues).orElse(Map.of()).entrySet().stream()
                .<Row<?>>mapMulti((queue, add) -> {
                    Matcher name = NOTIFIER.matcher(queue.getKey());
                    if (name.matches()) {
                        Duration lag = queue.getValue()
                                .oldest()
                                .map(oldest -> Duration.between(oldest, now))
                                .orElse(Duration.ZERO);
                        add.accept(Row.of(Tags.of("notifier", name.group(1)), Math.max(0, lag.toMillis() / 1_000.0)));
                    }
                })
                .toList();
    }

    private static List<Row<?>> drained(List<Drained> out) {
        Map<Tags, Long> counts = out.stream()
                .collect(Collectors.groupingBy(
                        entry -> Tags.of(
                                "environment",
                                entry.environment(),
                                "pool",
                                entry.pool(),
                                "by",
                                entry.hand().isPresent() ? "hand" : "deployment"),
                        Collectors.counting()));
        return rows(counts.entrySet(), entry -> Row.of(entry.getKey(), entry.getValue()));
    }

    private List<Row<?>> paused() {
        return watch.ledger()
                .map(LedgerState::paused)
                .map(now -> now.stream().map(PausedStage::stage).toList())
                .map(now -> rows(
                        stages.get().stream().map(Object::toString).toList(),
                        stage -> Row.of(Tags.of("stage", stage), now.contains(stage) ? 1 : 0)))
                .orElse(List.of());
    }
}
