package dev.trikk.stage;

import dev.trikk.inventory.Server;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Result;
import dev.trikk.remote.OnServer;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Script;
import dev.trikk.remote.Upload;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Works on many servers at once and waits for all. The exchange stays on its thread meanwhile: a JMS transaction does not
 * survive a change of threads.
 */
final class OnServers {
    private final OnServer onServer;
    private final Executor executor;
    private final Clock clock;

    OnServers(OnServer onServer, Executor executor, Clock clock) {
        this.onServer = onServer;
        this.executor = executor;
        this.clock = clock;
    }

    /** Runs a script on every server. */
    List<Result> run(Boarding boarding, String action, List<Server> servers, Function<Server, Script> script) {
        return each(servers, server -> List.of(run(boarding, action, server, script.apply(server))));
    }

    /**
     * Runs a script on one server. One whose answer was lost is run once more: scripts are made for that, and its answer is
     * the only way to know.
     */
    Result run(Boarding boarding, String action, Server server, Script script) {
        return note(boarding, action, server.name(), () -> {
            String login = login(boarding, server);
            Outcome outcome = onServer.run(server, login, script);
            if (outcome.status() == Outcome.Status.LOST) {
                outcome = onServer.run(server, login, script);
            }
            return outcome;
        });
    }

    /** Puts a file on one server. */
    Result put(Boarding boarding, String action, Server server, Upload upload) {
        return note(boarding, action, server.name(), () -> onServer.put(server, login(boarding, server), upload));
    }

    /** Does something and notes it as a result of this step. */
    Result note(Boarding boarding, String action, String server, Supplier<Outcome> work) {
        Instant start = clock.instant();
        return new Result(boarding.step(), boarding.work().stage(), server, action, work.get(), start);
    }

    /** Does something for every server at once; the results come in the order of the servers. */
    List<Result> each(List<Server> servers, Function<Server, List<Result>> work) {
        List<CompletableFuture<List<Result>>> running = servers.stream()
                .map(server -> CompletableFuture.supplyAsync(() -> work.apply(server), executor))
                .toList();
        try {
            return running.stream().flatMap(future -> future.join().stream()).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static String login(Boarding boarding, Server server) {
        return server.loginFor(boarding.deployment().plan().application());
    }
}
