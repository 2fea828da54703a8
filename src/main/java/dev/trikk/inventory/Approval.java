package dev.trikk.inventory;

/** Whether a deployment stands still before its first step until somebody lets it begin. */
public enum Approval {
    /** It begins by itself. */
    NONE,
    /** Anybody who may deploy there lets it begin. */
    ANYONE,
    /** Somebody else than who asked for it: four eyes. */
    ANOTHER
}
