package dev.trikk.cli;

import dev.trikk.cli.http.Pause;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/**
 * What a command has around it.
 *
 * @param environment the variables of the process
 * @param home the user's folder
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param terminal what standard output is connected to
 * @param clock the time, and the zone that times are shown in
 * @param pause waits
 * @param interrupts who is told of Ctrl-C
 */
record Shell(
        Map<String, String> environment,
        Path home,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Clock clock,
        Pause pause,
        Interrupts interrupts) {

    /** Tells of Ctrl-C, until the handle is closed. */
    @FunctionalInterface
    interface Interrupts {
        /** Runs that when the process is told to end. */
        Handle then(Runnable last);
    }

    /** Stops telling. */
    @FunctionalInterface
    interface Handle extends AutoCloseable {
        @Override
        void close();
    }

    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** Whether texts may hold more than ASCII: POSIX asks these three variables in this order. */
    boolean isUnicode() {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            if (!variable(name).isEmpty()) {
                return variable(name).toUpperCase(Locale.ROOT).matches(".*UTF-?8.*");
            }
        }
        return false;
    }
}
