package dev.trikk.planted.remote.ssh;

/** Planted: somebody's adapter. */
public class Adapter {}
