package dev.trikk.rotation.ace;

import java.io.IOException;
import java.util.List;

/**
 * One of the two ways to speak to a box. Blocks for its time-outs at most. Every method throws a {@link Refusal} when the box says
 * no, and any other {@link IOException} when it could not be asked or the answer was lost: then nobody knows what was done. For
 * one thread at a time.
 */
interface Agent extends AutoCloseable {

    /** The members of a farm, as {@code show serverfarm} shows them. */
    List<FarmServer> farm(String context, String farm) throws IOException;

    /** Runs lines in configuration mode, one after the other. Those before a line that is refused stay done. */
    void configure(String context, List<String> lines) throws IOException;

    /** Makes the context's configuration the one that it starts with. */
    void save(String context) throws IOException;

    /** Gives up what is open. May be repeated; whoever asks afterwards opens it again. */
    @Override
    void close();
}
