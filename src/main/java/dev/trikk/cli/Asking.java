package dev.trikk.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that asks the daemon something. */
abstract class Asking implements Callable<Integer> {
    @Mixin
    private Options options;

    private final Shell shell;

    Asking(Shell shell) {
        this.shell = shell;
    }

    @Override
    public final Integer call() throws Exception {
        return run(new Desk(shell, options));
    }

    /** Does it, and tells the exit code. */
    abstract int run(Desk desk) throws Exception;
}
