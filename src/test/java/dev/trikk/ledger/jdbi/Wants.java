package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Records.Wanted;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which deployments a test wants: all, but for what it says. */
record Wants(Wanted wanted) {

    static Wants all() {
        return new Wants(new Wanted(
                Optional.empty(), Optional.empty(), EnumSet.allOf(State.class), Optional.empty(), Optional.empty()));
    }

    Wants application(String name) {
        return new Wants(
                new Wanted(Optional.of(name), wanted.environment(), wanted.states(), wanted.train(), wanted.before()));
    }

    Wants environment(String name) {
        return new Wants(
                new Wanted(wanted.application(), Optional.of(name), wanted.states(), wanted.train(), wanted.before()));
    }

    Wants states(State... states) {
        return new Wants(new Wanted(
                wanted.application(), wanted.environment(), Set.of(states), wanted.train(), wanted.before()));
    }

    Wants train(String id) {
        return new Wants(new Wanted(
                wanted.application(), wanted.environment(), wanted.states(), Optional.of(id), wanted.before()));
    }

    Wants before(String id) {
        return new Wants(new Wanted(
                wanted.application(), wanted.environment(), wanted.states(), wanted.train(), Optional.of(id)));
    }
}
