package dev.trikk.control;

import dev.trikk.request.Problem;
import java.util.List;

/** How commands and their answers look on the wire. Pure: blocks and changes nothing. Safe for several threads. */
public interface CommandFormat {

    /** What reading a command led to. */
    sealed interface Reading {

        /** The form is right; whether it can be done is another question. */
        record Understood(Command command) implements Reading {}

        /** The same of a command about an environment. */
        record Freezing(FreezeCommand command) implements Reading {}

        /** It is no command; all reasons, at least one. */
        record NotUnderstood(List<Problem> problems) implements Reading {}
    }

    /**
     * Reads a command and checks its form. Never throws for what it holds.
     *
     * @param text what arrived; anything at all
     * @param fallbackId the id of a command that brings none
     */
    Reading read(String text, String fallbackId);

    /** The answer as text. */
    String answer(Reply reply);
}
