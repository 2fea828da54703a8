package dev.trikk;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long tests wait for what must happen. Waiting ends with the event, so this costs nothing while all is well: only a hang
 * takes so long, a machine with other things to do does not. Every {@code await()} that says nothing else has it.
 */
public final class Patience implements BeforeAllCallback {
    /** For a process to start or end, an answer, the end of a deployment. */
    public static final Duration LONG = Duration.ofMinutes(3);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONG);
    }
}
