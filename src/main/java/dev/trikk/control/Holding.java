package dev.trikk.control;

import dev.trikk.control.Command.Verb;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Wish;
import dev.trikk.text.Durations;
import java.time.Duration;

/** What follows from hold. Pure. */
public final class Holding {
    private Holding() {}

    /**
     * Lets one that is on its way stand still after its step.
     *
     * @param script how long one script may run
     */
    public static Move of(Deployment deployment, Command command, Duration script) {
        String id = deployment.id();
        return switch (deployment.state()) {
            case WAITING ->
                new Move.Tell(
                        false,
                        id + " has not begun, it " + deployment.reason() + ". Hold it when it has begun, or end it: "
                                + Command.typed(Verb.CANCEL, id));
            case HELD -> new Move.Tell(true, Why.state(deployment));
            case ENDED -> new Move.Tell(false, Why.state(deployment));
            case ACTIVE -> active(deployment, command, script);
        };
    }

    private static Move active(Deployment deployment, Command command, Duration script) {
        String id = deployment.id();
        if (deployment.step().isBack()) {
            return new Move.Tell(false, id + " is on its way back, and a way back is not held.");
        }
        if (deployment.wish().filter(Wish::isCancel).isPresent()) {
            return new Move.Tell(
                    false,
                    id + " is being cancelled by " + deployment.wish().get().by() + ".");
        }
        if (deployment.cursor() + 1 >= deployment.plan().finish()) {
            return new Move.Tell(
                    false,
                    id + " is at its last step, " + deployment.step().inWords() + "; there is nothing left to hold.");
        }
        Duration longest = Longest.of(deployment.plan(), deployment.step(), script);
        return new Move.Note(
                new Wish(Wish.Kind.HOLD, command.by()),
                id + " will be held when its step " + deployment.step().inWords() + " is done, in at most "
                        + Durations.inWords(longest) + ". What lets it go on: " + Command.typed(Verb.APPROVE, id));
    }
}
