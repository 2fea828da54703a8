package dev.trikk.plan;

/** Which way the servers of a step go. */
public enum Way {
    /** To the release of the plan. */
    FORTH,
    /** To what each of them ran before. */
    BACK
}
