package dev.trikk.stage;

import dev.trikk.control.Command;
import dev.trikk.control.Command.Verb;
import dev.trikk.control.Move;
import dev.trikk.control.Reply;
import dev.trikk.control.Retrying;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.History;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Standing;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a retry needs to know, and what it does beyond the ledger. */
final class Retries {
    /** So far back it is looked whether something newer was deployed. */
    private static final int REMEMBERED = 200;

    private final Ledger ledger;
    private final Alarms alarms;
    private final Supplier<Inventory> inventory;
    private final BiConsumer<Stage, String> discard;

    /** @param discard takes away what lies in the dead letter queue of a stage for a deployment; repeated, it finds nothing */
    Retries(Ledger ledger, Alarms alarms, Supplier<Inventory> inventory, BiConsumer<Stage, String> discard) {
        this.ledger = ledger;
        this.alarms = alarms;
        this.inventory = inventory;
        this.discard = discard;
    }

    Move decide(Deployment deployment, Command command, boolean again) {
        Optional<Deployment> made = madeBy(command);
        if (made.isPresent()) {
            return new Move.Tell(true, made.get().id() + " does what " + deployment.id() + " has left undone.");
        }
        if (deployment.state() != State.ENDED) {
            return Retrying.parked(deployment, ledger.results(deployment.id()), command, again);
        }
        return Retrying.ended(
                deployment,
                ledger.results(deployment.id()),
                command,
                inventory.get(),
                newer(deployment),
                new History(ledger.history(deployment.lane(), REMEMBERED)).rollsBack(deployment));
    }

    Reply finish(Move.Finish finish) {
        Deployment made = ledger.accept(finish.request(), finish.plan());
        return new Reply(true, Optional.of(made.id()), made.id() + " " + finish.says());
    }

    /** The deployment that a retry has become before. */
    Optional<Deployment> madeBy(Command command) {
        return command.verb() == Verb.RETRY
                ? ledger.findByRequest(command.id())
                        .filter(made -> made.request().retryOf().equals(Optional.of(command.deployment())))
                : Optional.empty();
    }

    /** A deployment that was parked goes on: what was left behind for a person is over. */
    void unpark(Deployment deployment, Command command) {
        Stream<Stage> stages = deployment.isParked()
                ? Stream.of(deployment.step().stage())
                : deployment.plan().steps().stream().map(Step::stage).distinct();
        stages.forEach(stage -> discard.accept(stage, deployment.id()));
        alarms.clear(
                "parked/" + deployment.id(), command.verb().word() + " of " + deployment.id() + " by " + command.by());
    }

    /** Whatever went to the lane later would be undone by doing the rest of this now. */
    private Optional<String> newer(Deployment old) {
        Optional<Deployment> unfinished = ledger.underWay().stream()
                .filter(other -> other.lane().equals(old.lane()))
                .findFirst();
        if (unfinished.isPresent()) {
            return Optional.of(unfinished.get().id() + " is in the same lane. Wait until it has ended, or cancel it.");
        }
        List<Deployment> history = ledger.history(old.lane(), REMEMBERED);
        return history.stream()
                .takeWhile(other -> !other.id().equals(old.id()))
                .filter(this::touchedAnything)
                .findFirst()
                .map(other -> "Something newer was deployed since: " + other.id() + " ("
                        + other.plan().release().version() + ", "
                        + other.ending().orElseThrow() + "). Ask for the version you want by a new request.");
    }

    private boolean touchedAnything(Deployment ended) {
        Ending ending = ended.ending().orElseThrow();
        return ending != Ending.FAILED
                && (ending != Ending.CANCELLED
                        || Standing.of(ended.plan(), ledger.results(ended.id())).wasTouched());
    }
}
