package dev.trikk.operate;

/**
 * One thing that must be well so that requests are taken.
 *
 * @param name what
 * @param isWell whether it is
 * @param says how it is, for a person
 */
public record Check(String name, boolean isWell, String says) {}
