package dev.trikk.stage;

import dev.trikk.control.Command;
import dev.trikk.control.Command.Verb;
import dev.trikk.control.Reply;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Train;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Does what a person wants of a train with each of its deployments. */
final class ObeyTrain {
    private final Ledger ledger;
    private final Obey obey;
    private final Consumer<String> push;

    /** @param push gives a deployment the message that it may lack */
    ObeyTrain(Ledger ledger, Obey obey, Consumer<String> push) {
        this.ledger = ledger;
        this.obey = obey;
        this.push = push;
    }

    /** A deployment that was set in motion gets its message at once: one that is lost is missed and sent again. */
    Reply obey(Command command, Train train, Optional<String> caller, boolean again) {
        List<Deployment> concerned = ledger.ofTrain(train.id()).stream()
                .filter(deployment -> isConcerned(command.verb(), deployment))
                .toList();
        List<Reply> replies = new ArrayList<>();
        for (Deployment deployment : concerned) {
            Obey.Told told = obey.obey(command.about(deployment.id()), deployment, caller, again);
            replies.add(told.reply());
            if (told.moved()) {
                told.reply().deployment().ifPresent(push);
            }
        }
        boolean done = replies.stream().allMatch(Reply::done) && !replies.isEmpty();
        if (command.verb() == Verb.APPROVE && done) {
            ledger.approveTrain(train.id(), command.by());
            // those that came to their hold between the look and the note
            ledger.ofTrain(train.id()).stream()
                    .filter(deployment -> deployment.state() == State.HELD && deployment.isAtApproval())
                    .forEach(late -> {
                        obey.obey(command.about(late.id()), late, caller, true);
                        push.accept(late.id());
                    });
        }
        return new Reply(done, Optional.empty(), replies.isEmpty() ? nothing(train, command) : says(replies));
    }

    /** In words, all that a person is told of a train. */
    Reply why(Train train) {
        String words = train.endedAt().isPresent()
                ? train.id() + " has ended: " + train.ending().orElseThrow() + ", " + train.reason() + "."
                : train.id() + " is on its way to " + train.environment() + ".";
        return new Reply(
                true,
                Optional.empty(),
                words + "\n"
                        + ledger.ofTrain(train.id()).stream()
                                .map(deployment -> deployment.id() + ": "
                                        + deployment
                                                .ending()
                                                .map(Ending::name)
                                                .orElse(deployment.state()
                                                        + (deployment.why().isEmpty() ? "" : ", " + deployment.why())))
                                .collect(Collectors.joining("\n")));
    }

    private static boolean isConcerned(Verb verb, Deployment deployment) {
        return switch (verb) {
            case APPROVE -> deployment.isAtApproval();
            case RETRY ->
                deployment.isParked()
                        || deployment
                                .ending()
                                .filter(ending -> ending != Ending.SUCCEEDED)
                                .isPresent();
            case HOLD, CANCEL -> deployment.state() != State.ENDED;
            case WHY -> false;
        };
    }

    private static String nothing(Train train, Command command) {
        return "No deployment of " + train.id() + " is there to "
                + command.verb().word() + "; "
                + (train.endedAt().isPresent()
                        ? "it has ended: " + train.ending().orElseThrow()
                        : "ask: trikk control why " + train.id())
                + ".";
    }

    private static String says(List<Reply> replies) {
        return replies.stream().map(Reply::says).collect(Collectors.joining("\n"));
    }
}
