package dev.trikk.demo;

import java.io.IOException;
import java.net.URI;

/**
 * A balancer that the demo has started.
 *
 * @param front where clients ask
 * @param settings how the inventory describes it
 * @param running what stops it
 */
record DemoPool(URI front, String settings, Running running) implements AutoCloseable {

    /** Something that runs. */
    interface Running {
        void close() throws IOException;
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
