package dev.trikk.api.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the operations of the contract are done, by their names there. */
final class Bindings {
    private final Map<String, Bound> all = new HashMap<>();

    /** Does it. */
    interface Work {
        Answer answer(Ask ask);
    }

    /**
     * One of them.
     *
     * @param environment in which one something is changed; without one, in all of them
     */
    record Bound(Function<Ask, Optional<String>> environment, Work work) {}

    /** One that changes nothing. */
    Bindings reading(String operation, Work work) {
        return bind(operation, new Bound(ask -> Optional.empty(), work));
    }

    /** One that changes something in an environment. */
    Bindings changing(String operation, Function<Ask, String> environment, Work work) {
        return bind(operation, new Bound(ask -> Optional.of(environment.apply(ask)), work));
    }

    /** One that changes something in all of them. */
    Bindings changingAll(String operation, Work work) {
        return bind(operation, new Bound(ask -> Optional.empty(), work));
    }

    private Bindings bind(String operation, Bound bound) {
        all.put(operation, bound);
        return this;
    }

    Optional<Bound> find(String operation) {
        return Optional.ofNullable(all.get(operation));
    }
}
