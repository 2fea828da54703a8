package dev.trikk.demo;

import dev.trikk.event.Event;
import dev.trikk.event.json.EventJson;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Step;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Shows deployments stage by stage, as the events tell of them, and knows how they ended. */
final class Ride {
    private static final int PATIENCE_MINUTES = 5;
    private static final Set<String> TELLING = Set.of(Action.DRAIN, Action.RESTART, Action.CHECK);

    private final Ledger ledger;
    private final Screen screen;
    private final Instant start;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, CompletableFuture<String>> endings = new ConcurrentHashMap<>();

    /**
     * Follows the events from now on, on a queue of its own.
     *
     * @param start what times are counted from
     */
    Ride(Connection connection, Ledger ledger, Screen screen, Instant start) throws JMSException {
        this.ledger = ledger;
        this.screen = screen;
        this.start = start;
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("Consumer.demo.VirtualTopic.trikk.events"))
                .setMessageListener(this::take);
    }

    /** Waits for the end of a deployment: as in {@link Deployment.Ending}. */
    String ending(String deployment) {
        return endings.computeIfAbsent(deployment, id -> new CompletableFuture<>())
                .orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES)
                .join();
    }

    private void take(Message message) {
        try {
            Event event = EventJson.read(((TextMessage) message).getText());
            // an event may come twice
            if (seen.add(event.id())) {
                show(event);
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private void show(Event event) {
        switch (event.type()) {
            case STEPPED -> stepped(event);
            case ENDED -> ended(event);
            case REJECTED -> screen.line("         rejected: " + event.data().get("reasons"));
            case ACCEPTED, STARTED, HELD, ALARM, ALL_CLEAR, TRAIN_ENDED -> {
                // the first step follows soon
            }
        }
    }

    private void stepped(Event event) {
        Deployment deployment = ledger.find(event.deployment().orElseThrow()).orElseThrow();
        int index = Integer.parseInt(event.data().get("step"));
        Step step = deployment.plan().steps().get(index);
        List<Result> results = ledger.results(deployment.id()).stream()
                .filter(result -> result.step() == index)
                .toList();
        boolean ok = results.stream().allMatch(Result::isOk);
        screen.step(
                since(event),
                what(event),
                step.stage().word(),
                String.join(", ", step.servers()),
                ok,
                took(results),
                ok && !step.pairs().isEmpty() ? details(results) : "");
        if (!ok) {
            results.stream()
                    .dropWhile(Result::isOk)
                    .forEach(result -> screen.detail(result.action(), result.outcome()));
        }
    }

    private static Duration took(List<Result> results) {
        Instant begin = results.stream()
                .map(Result::startedAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return results.stream()
                .map(result -> Duration.between(begin, result.startedAt())
                        .plus(result.outcome().duration()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static String details(List<Result> results) {
        return results.stream()
                .filter(result -> TELLING.contains(result.action()))
                .map(result -> String.format(
                        Locale.ROOT,
                        "%s %.1f",
                        result.action(),
                        result.outcome().duration().toMillis() / 1000.0))
                .collect(Collectors.joining(", "));
    }

    private void ended(Event event) {
        String ending = event.data().get("ending");
        screen.ending(
                since(event),
                what(event),
                ending,
                ending.equals(Deployment.Ending.SUCCEEDED.name()),
                "(" + event.deployment().orElseThrow() + ")");
        endings.computeIfAbsent(event.deployment().orElseThrow(), id -> new CompletableFuture<>())
                .complete(ending);
    }

    private Duration since(Event event) {
        return Duration.between(start, event.at());
    }

    private static String what(Event event) {
        return event.data().get("application") + " " + event.data().get("version");
    }
}
