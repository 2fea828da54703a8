package dev.trikk.operate;

/**
 * What one node does of a stage.
 *
 * @param isOpen whether it takes messages
 * @param queue name of its queue
 * @param inFlight messages at hand
 * @param done messages worked on since the start
 * @param failed messages that could not be worked on since the start
 */
public record StageCounts(boolean isOpen, String queue, long inFlight, long done, long failed) {}
