package dev.trikk.control;

import dev.trikk.control.Command.Verb;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.StopRule;
import dev.trikk.ledger.Wish;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Step;
import dev.trikk.text.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What follows from cancel. Pure. */
public final class Cancelling {
    private Cancelling() {}

    /**
     * Ends it in the way that its state allows.
     *
     * @param script how long one script may run
     */
    public static Move of(Deployment deployment, List<Result> results, Command command, Duration script) {
        String by = "cancelled by " + command.by();
        return switch (deployment.state()) {
            case WAITING -> new Move.End(by, deployment.id() + " is cancelled. It had not begun; nothing was touched.");
            case ACTIVE -> active(deployment, command, script);
            case HELD -> held(deployment, results, wish(command));
            case ENDED -> new Move.Tell(false, Why.state(deployment));
        };
    }

    private static Move active(Deployment deployment, Command command, Duration script) {
        String id = deployment.id();
        Step step = deployment.step();
        if (step.isBack()) {
            return new Move.Tell(false, id + " is on its way back already: " + deployment.reason() + ".");
        }
        if (deployment.cursor() + 1 >= deployment.plan().finish()) {
            return new Move.Tell(
                    false,
                    id + " is at its last step, " + step.inWords()
                            + "; it is too late to cancel. Roll back by a request with \"action\": \"rollback\".");
        }
        String waits =
                deployment.waitsFor().isEmpty() ? "" : " It " + deployment.waitsFor() + "; that may take longer.";
        return new Move.Note(
                wish(command),
                id + " finishes its step " + step.inWords() + ", in at most "
                        + Durations.inWords(Longest.of(deployment.plan(), step, script)) + ", then "
                        + (command.stay() ? "it ends, and everything stays as it is." : "what was touched is put back.")
                        + waits);
    }

    private static Move held(Deployment deployment, List<Result> results, Wish wish) {
        String id = deployment.id();
        boolean stays = wish.kind() == Wish.Kind.CANCEL_AND_STAY;
        if (deployment.isParked() && deployment.step().isBack() && !stays) {
            return new Move.Tell(
                    false,
                    id + " is on its way back already, and stopped there: " + deployment.reason()
                            + ". Remove the cause, and " + Command.typed(Verb.RETRY, id)
                            + " goes on; cancel with stay leaves everything as it is.");
        }
        Plan plan = deployment.isParked()
                ? (stays ? Parked.ended(deployment) : Parked.back(deployment, results))
                : StopRule.cancelled(deployment.plan(), deployment.cursor(), results, wish);
        int cursor = deployment.isParked() ? deployment.cursor() : deployment.cursor() + 1;
        String reason = deployment.isParked() && deployment.step().isBack()
                ? Parked.reason(deployment, results)
                : "cancelled by " + wish.by();
        return new Move.GoOn(plan, cursor, reason, Optional.of(wish), id + ends(plan, cursor));
    }

    private static String ends(Plan plan, int cursor) {
        String back = plan.steps().subList(cursor, plan.finish()).stream()
                .map(Step::inWords)
                .collect(Collectors.joining(", "));
        return back.isEmpty() ? " ends, and everything stays as it is." : " goes back: " + back + ".";
    }

    private static Wish wish(Command command) {
        return new Wish(command.stay() ? Wish.Kind.CANCEL_AND_STAY : Wish.Kind.CANCEL, command.by());
    }
}
