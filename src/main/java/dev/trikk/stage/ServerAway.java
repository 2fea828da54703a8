package dev.trikk.stage;

import dev.trikk.ledger.Result;
import dev.trikk.outage.Outage;
import java.util.List;
import java.util.stream.Collectors;

/** Servers could not do their part of a step now, and may later. */
final class ServerAway extends Outage {
    private static final long serialVersionUID = 1;

    private ServerAway(String what, String message) {
        super(what, message, null);
    }

    /** @param errors what went wrong, at least one result */
    static ServerAway of(List<Result> errors) {
        String names = errors.stream().map(Result::server).distinct().collect(Collectors.joining(", "));
        return new ServerAway(names, errors.get(0).inWords());
    }
}
