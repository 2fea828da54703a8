package dev.trikk;

import dev.trikk.config.Settings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Tries every connection that is configured, and prints a line for each. Changes nothing anywhere. */
@Command(
        name = "check",
        description = "Tries every configured connection and prints a line for each; changes nothing. "
                + "Exit code 0: all are well; 1: some are not.")
final class CheckCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Override
    public Integer call() throws IOException {
        Settings settings = main.settings();
        ExecutorService executor = Threads.forWaiting();
        try (DefaultCamelContext camel = new DefaultCamelContext();
                Trials trials = new Trials(settings, camel)) {
            return report(trials.all(), executor);
        } finally {
            executor.shutdownNow();
        }
    }

    /** All are tried at once, and told in their order. */
    private static int report(List<Trial> trials, ExecutorService executor) {
        List<CompletableFuture<String>> attempts = trials.stream()
                .map(trial -> CompletableFuture.supplyAsync(trial::inWords, executor))
                .toList();
        attempts.forEach(attempt -> System.out.println(attempt.join()));
        long bad = attempts.stream()
                .filter(attempt -> attempt.join().startsWith(Trial.BAD))
                .count();
        System.out.println(
                bad == 0 ? "all " + trials.size() + " are well" : bad + " of " + trials.size() + " are not well");
        return bad == 0 ? 0 : 1;
    }
}
