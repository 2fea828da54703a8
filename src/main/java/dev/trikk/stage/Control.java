package dev.trikk.stage;

import dev.trikk.control.Approving;
import dev.trikk.control.Cancelling;
import dev.trikk.control.Command;
import dev.trikk.control.Command.Verb;
import dev.trikk.control.CommandFormat;
import dev.trikk.control.CommandFormat.Reading;
import dev.trikk.control.CommandFormat.Reading.NotUnderstood;
import dev.trikk.control.CommandFormat.Reading.Understood;
import dev.trikk.control.Holding;
import dev.trikk.control.Move;
import dev.trikk.control.Reply;
import dev.trikk.control.Why;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Commands;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Pauses;
import dev.trikk.request.Problem;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a person wants of a deployment, or says why not. Either way the sender gets an answer. Where a deployment goes on,
 * the message is pointed at its next step: once too often does no harm, as a double is dropped there.
 */
final class Control implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Control.class);
    /** These wake one that was parked. */
    private static final Set<Verb> WAKING = Set.of(Verb.RETRY, Verb.CANCEL);

    /** What somebody is told, and whether a deployment was set in motion. */
    private record Told(Reply reply, boolean moved) {}

    /** The same with the answer as text. */
    private record Done(String answer, boolean moved) {}

    /** A deployment may move while it is looked at; then it is looked at again. */
    private static final int LOOKS = 5;
    /** So many of those that come before a deployment are named. */
    private static final int SHOWN = 20;

    private final CommandFormat format;
    private final Ledger ledger;
    private final Commands commands;
    private final Alarms alarms;
    private final Pauses pauses;
    private final Retries retries;
    private final Duration deadline;

    Control(
            CommandFormat format,
            Ledger ledger,
            Commands commands,
            Alarms alarms,
            Pauses pauses,
            Retries retries,
            Duration deadline) {
        this.format = format;
        this.ledger = ledger;
        this.commands = commands;
        this.alarms = alarms;
        this.pauses = pauses;
        this.retries = retries;
        this.deadline = deadline;
    }

    @Override
    public void process(Exchange exchange) {
        String messageId = StageExchange.messageId(exchange);
        Reading reading = RequestText.of(exchange)
                .map(text -> format.read(text, messageId))
                .orElseGet(() -> new NotUnderstood(List.of(new Problem("$", RequestText.UNREADABLE))));
        if (reading instanceof Understood understood) {
            follow(exchange, understood.command());
        } else if (reading instanceof NotUnderstood refused) {
            LOG.warn("command {} refused: {}", messageId, refused.problems().get(0));
            Answer.set(exchange, format.answer(Reply.toProblems(refused.problems())));
            StageExchange.nowhere(exchange);
        }
    }

    private void follow(Exchange exchange, Command command) {
        if (command.verb() == Verb.WHY) {
            Answer.set(exchange, format.answer(why(command)));
            StageExchange.nowhere(exchange);
            return;
        }
        Optional<String> before = commands.answered(command.id());
        boolean again = before.isPresent() || StageExchange.isAgain(exchange);
        Done done = before.map(answer -> new Done(answer, false)).orElseGet(() -> obey(command, again));
        Answer.set(exchange, done.answer());
        if (done.moved() || again) {
            point(exchange, command);
        } else {
            StageExchange.nowhere(exchange);
        }
    }

    private Done obey(Command command, boolean again) {
        Told told = ledger.find(command.deployment())
                .map(deployment -> obey(command, deployment, again))
                .orElseGet(() -> new Told(unknown(command), false));
        String says = told.reply().says();
        LOG.info("{} {} for {}: {}", command.verb().word(), command.deployment(), command.by(), says);
        String answer = format.answer(told.reply());
        commands.answered(command.id(), answer);
        return new Done(answer, told.moved());
    }

    private Told obey(Command command, Deployment found, boolean again) {
        Deployment deployment = found;
        for (int look = 0; look < LOOKS; look++) {
            Move move = decide(command, deployment, again);
            Optional<Told> told = act(command, deployment, move);
            if (told.isPresent()) {
                if (again && WAKING.contains(command.verb()) && deployment.state() == State.ACTIVE) {
                    retries.unpark(deployment, command);
                }
                return told.get();
            }
            deployment = ledger.find(deployment.id()).orElse(deployment);
        }
        String id = deployment.id();
        return new Told(new Reply(false, Optional.of(id), id + " moves too fast to be caught; try again."), false);
    }

    private Move decide(Command command, Deployment deployment, boolean again) {
        return switch (command.verb()) {
            case HOLD -> Holding.of(deployment, command, deadline);
            case APPROVE -> Approving.of(deployment, ledger.results(deployment.id()), again);
            case CANCEL -> Cancelling.of(deployment, ledger.results(deployment.id()), command, deadline);
            case RETRY -> retries.decide(deployment, command, again);
            case WHY -> throw new IllegalArgumentException("a question moves nothing");
        };
    }

    /** Nothing when the deployment has moved meanwhile, so that something else must be decided. */
    private Optional<Told> act(Command command, Deployment deployment, Move move) {
        String id = deployment.id();
        if (move instanceof Move.Tell tell) {
            return Optional.of(new Told(new Reply(tell.done(), Optional.of(id), tell.says()), false));
        }
        if (move instanceof Move.Finish finish) {
            return Optional.of(new Told(retries.finish(finish), true));
        }
        if (move instanceof Move.Note note) {
            boolean heard = ledger.wish(id, note.wish())
                    && ledger.find(id).map(Deployment::state).equals(Optional.of(State.ACTIVE));
            return Optional.of(new Told(new Reply(true, Optional.of(id), note.says()), false))
                    .filter(any -> heard);
        }
        boolean moved = move instanceof Move.End end
                ? ledger.cancelWaiting(id, end.reason())
                : move instanceof Move.GoOn on && goesOn(command, deployment, on);
        return Optional.of(new Told(new Reply(true, Optional.of(id), move.says()), true))
                .filter(any -> moved);
    }

    private boolean goesOn(Command command, Deployment deployment, Move.GoOn on) {
        on.wish().ifPresent(wish -> ledger.wish(deployment.id(), wish));
        Deployment now = ledger.resume(deployment.id(), on.plan(), on.cursor(), on.reason());
        boolean moved = now.state() == State.ACTIVE && now.cursor() == on.cursor();
        if (moved && deployment.isParked()) {
            retries.unpark(deployment, command);
        }
        return moved;
    }

    /** Wherever a message may be missing now, or was lost with the answer to the same command, there goes one. */
    private void point(Exchange exchange, Command command) {
        Optional<Deployment> deployment = retries.madeBy(command).or(() -> ledger.find(command.deployment()));
        State state = deployment.map(Deployment::state).orElse(State.HELD);
        Optional<String> admitted =
                switch (state) {
                    case WAITING -> deployment.map(Deployment::id);
                    case ENDED -> ledger.nextOf(deployment.orElseThrow().lane());
                    case ACTIVE, HELD -> Optional.empty();
                };
        if (state == State.ACTIVE) {
            StageExchange.pointAtNext(exchange, deployment.orElseThrow());
        } else if (admitted.isPresent()) {
            StageExchange.pointAtAdmit(exchange, admitted.get());
        } else {
            StageExchange.nowhere(exchange);
        }
    }

    private Reply why(Command command) {
        return ledger.find(command.deployment())
                .or(() -> ledger.findByRequest(command.deployment()))
                .map(deployment -> new Reply(
                        true,
                        Optional.of(deployment.id()),
                        Why.of(
                                deployment,
                                ahead(deployment),
                                alarms.open().stream()
                                        .filter(alarm -> alarm.deployment().equals(Optional.of(deployment.id())))
                                        .toList(),
                                pauses.paused())))
                .orElseGet(() -> unknown(command));
    }

    private List<Deployment> ahead(Deployment deployment) {
        return deployment.state() == State.WAITING ? ledger.ahead(deployment, SHOWN) : List.of();
    }

    private Reply unknown(Command command) {
        List<String> known = ledger.underWay().stream().map(Deployment::id).toList();
        return new Reply(
                false,
                Optional.empty(),
                "There is no deployment " + Quoted.of(command.deployment())
                        + Nearest.question(command.deployment(), known));
    }
}
