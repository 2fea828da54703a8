package dev.trikk.stage;

import dev.trikk.control.Command;
import dev.trikk.control.Command.Verb;
import dev.trikk.control.CommandFormat;
import dev.trikk.control.CommandFormat.Reading;
import dev.trikk.control.CommandFormat.Reading.Freezing;
import dev.trikk.control.CommandFormat.Reading.NotUnderstood;
import dev.trikk.control.CommandFormat.Reading.Understood;
import dev.trikk.control.FreezeCommand;
import dev.trikk.control.Reply;
import dev.trikk.control.Why;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Commands;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Pauses;
import dev.trikk.request.Problem;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
    /** The answer as text, and whether a deployment was set in motion. */
    private record Done(String answer, boolean moved) {}

    /** So many of those that come before a deployment are named. */
    private static final int SHOWN = 20;

    private final CommandFormat format;
    private final Ledger ledger;
    private final Commands commands;
    private final Alarms alarms;
    private final Pauses pauses;
    private final Retries retries;
    private final Obey obey;
    private final ObeyTrain obeyTrain;
    private final Freezer freezer;
    private final Caller caller;
    private final BiFunction<Ledger, Lane, Optional<String>> next;

    Control(
            CommandFormat format,
            Ledger ledger,
            Commands commands,
            Alarms alarms,
            Pauses pauses,
            Retries retries,
            Obey obey,
            ObeyTrain obeyTrain,
            Freezer freezer,
            Caller caller,
            BiFunction<Ledger, Lane, Optional<String>> next) {
        this.format = format;
        this.ledger = ledger;
        this.commands = commands;
        this.alarms = alarms;
        this.pauses = pauses;
        this.retries = retries;
        this.obey = obey;
        this.obeyTrain = obeyTrain;
        this.freezer = freezer;
        this.caller = caller;
        this.next = next;
    }

    @Override
    public void process(Exchange exchange) {
        String messageId = StageExchange.messageId(exchange);
        Reading reading = RequestText.of(exchange)
                .map(text -> format.read(text, messageId))
                .orElseGet(() -> new NotUnderstood(List.of(new Problem("$", RequestText.UNREADABLE))));
        if (reading instanceof Understood understood) {
            follow(exchange, understood.command());
        } else if (reading instanceof Freezing freezing) {
            freeze(exchange, freezing.command());
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
        Done done = before.map(answer -> new Done(answer, false))
                .orElseGet(() -> obey(command, caller.of(exchange), again));
        Answer.set(exchange, done.answer());
        if (done.moved() || again) {
            point(exchange, command);
        } else {
            StageExchange.nowhere(exchange);
        }
    }

    private void freeze(Exchange exchange, FreezeCommand command) {
        String answer = commands.answered(command.id()).orElseGet(() -> {
            Reply reply = freezer.obey(command);
            LOG.info("{} for {}: {}", command.thaw() ? "thaw" : "freeze", command.by(), reply.says());
            commands.answered(command.id(), format.answer(reply));
            return format.answer(reply);
        });
        Answer.set(exchange, answer);
        StageExchange.nowhere(exchange);
    }

    private Done obey(Command command, Optional<String> sender, boolean again) {
        Obey.Told told = ledger.find(command.deployment())
                .map(deployment -> obey.obey(command, deployment, sender, again))
                .or(() -> ledger.train(command.deployment())
                        .map(train -> new Obey.Told(obeyTrain.obey(command, train, sender, again), false)))
                .orElseGet(() -> new Obey.Told(unknown(command), false));
        String says = told.reply().says();
        LOG.info("{} {} for {}: {}", command.verb().word(), command.deployment(), command.by(), says);
        String answer = format.answer(told.reply());
        commands.answered(command.id(), answer);
        return new Done(answer, told.moved());
    }

    /** Wherever a message may be missing now, or was lost with the answer to the same command, there goes one. */
    private void point(Exchange exchange, Command command) {
        Optional<Deployment> deployment = retries.madeBy(command).or(() -> ledger.find(command.deployment()));
        State state = deployment.map(Deployment::state).orElse(State.HELD);
        Optional<String> admitted =
                switch (state) {
                    case WAITING -> deployment.map(Deployment::id);
                    case ENDED -> next.apply(ledger, deployment.orElseThrow().lane());
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
                .or(() -> ledger.train(command.deployment())
                        .or(() -> ledger.trainByRequest(command.deployment()))
                        .map(obeyTrain::why))
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
