package dev.trikk.cli;

import java.util.Optional;

/** Where output goes, if that is a terminal. Asked again and again while something is followed: people resize windows. */
interface Terminal {
    /** Whether output is seen by a person, and lines can be painted anew. */
    boolean isThere();

    /** How many columns it has. */
    int columns();

    /** How many rows it has. */
    int rows();

    /** A line typed without being shown; empty where nobody can type. */
    Optional<String> secret(String prompt);
}
