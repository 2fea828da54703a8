package dev.trikk.stage;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Does the same for many things at once, but not for too many, and waits for all of them, whatever happens to one. The caller
 * stays on its thread.
 */
final class Together {
    private final Executor executor;
    private final int most;

    /** @param most things that are worked on at the same time, for each call of {@link #each} */
    Together(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    /** How often one must wait for all places when there are so many things. */
    int rounds(int things) {
        return (things + most - 1) / most;
    }

    /** @throws RuntimeException the first one that was thrown, when all have been worked on */
    <T> void each(Collection<T> things, Consumer<T> work) {
        Semaphore places = new Semaphore(most);
        List<CompletableFuture<Optional<RuntimeException>>> running = things.stream()
                .map(thing -> CompletableFuture.supplyAsync(() -> attempt(places, thing, work), executor))
                .toList();
        Optional<RuntimeException> first = running.stream().map(CompletableFuture::join).toList().stream()
                .flatMap(Optional::stream)
                .findFirst();
        first.ifPresent(failure -> {
            throw failure;
        });
    }

    private static <T> Optional<RuntimeException> attempt(Semaphore places, T thing, Consumer<T> work) {
        places.acquireUninterruptibly();
        try {
            work.accept(thing);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        } finally {
            places.release();
        }
    }
}
