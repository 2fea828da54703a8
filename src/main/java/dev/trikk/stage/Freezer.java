package dev.trikk.stage;

import dev.trikk.control.FreezeCommand;
import dev.trikk.control.Reply;
import dev.trikk.inventory.Closed;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.WallClock;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Freezes;
import dev.trikk.ledger.Ledger;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Freezes and thaws environments as a person wants. Repeated, it changes nothing more. */
final class Freezer {
    private final Supplier<Inventory> inventory;
    private final Freezes freezes;
    private final Opening opening;
    private final Ledger ledger;
    private final Consumer<String> push;
    private final Clock clock;

    /** @param push gives a deployment the message that it may lack */
    Freezer(
            Supplier<Inventory> inventory,
            Freezes freezes,
            Opening opening,
            Ledger ledger,
            Consumer<String> push,
            Clock clock) {
        this.inventory = inventory;
        this.freezes = freezes;
        this.opening = opening;
        this.ledger = ledger;
        this.push = push;
        this.clock = clock;
    }

    Reply obey(FreezeCommand command) {
        var known = inventory.get().environments().keySet();
        String environment = command.environment();
        if (!known.contains(environment)) {
            return no("There is no environment " + Quoted.of(environment) + Nearest.question(environment, known));
        }
        return command.thaw() ? thaw(command) : freeze(command);
    }

    private Reply freeze(FreezeCommand command) {
        ZoneId zone = opening.rules(command.environment()).zone();
        Optional<Instant> until;
        try {
            until = command.until().map(text -> moment(text, zone));
        } catch (DateTimeException unreadable) {
            return no("until is " + Quoted.of(command.until().orElse(""))
                    + ", but must be a day with a time such as 2026-12-27T08:00, in " + zone
                    + ", or with an offset such as 2026-12-27T08:00+01:00.");
        }
        if (until.filter(end -> !end.isAfter(clock.instant())).isPresent()) {
            return no("until is over already; write a time to come, or leave it out.");
        }
        String reason = command.reason().orElse("by hand");
        freezes.freeze(command.environment(), until, reason, command.by());
        return new Reply(
                true,
                Optional.empty(),
                command.environment() + " takes no deployments " + new Closed(until, reason, true, zone).inWords()
                        + ". What is under way goes on; rollbacks are taken. The command thaw ends it.");
    }

    private static Instant moment(String text, ZoneId zone) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException local) {
            return WallClock.end(LocalDateTime.parse(text), zone);
        }
    }

    private Reply thaw(FreezeCommand command) {
        String environment = command.environment();
        boolean frozen = freezes.thaw(environment, command.by());
        if (frozen) {
            ledger.underWay().stream()
                    .filter(deployment -> deployment.state() == State.WAITING)
                    .filter(deployment -> deployment.lane().environment().equals(environment))
                    .map(Deployment::id)
                    .forEach(push);
        }
        String still = Closed.longest(opening.closed(environment), false)
                .map(closed -> " It takes no deployments all the same " + closed.inWords() + ", says the inventory.")
                .orElse("");
        return new Reply(
                frozen || still.isEmpty(),
                Optional.empty(),
                environment + (frozen ? " is thawed." : " was not frozen by hand.") + still);
    }

    private static Reply no(String says) {
        return new Reply(false, Optional.empty(), says);
    }
}
