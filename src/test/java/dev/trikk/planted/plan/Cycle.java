package dev.trikk.planted.plan;

/** Planted: half of a cycle. */
public class Cycle {
    public static final String NAME = "cycle".strip();
}
