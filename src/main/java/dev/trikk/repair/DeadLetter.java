package dev.trikk.repair;

import java.util.Optional;

/**
 * A message that its queue's reader has given up on.
 *
 * @param queue the queue that it was in, without the dead letter queue's prefix
 * @param messageId its id
 * @param deployment whose it is, if it is one's
 * @param step which step of it
 * @param cause why it was given up, as the broker says
 * @param isNew whether nobody has been told of it yet
 */
public record DeadLetter(
        String queue, String messageId, Optional<String> deployment, int step, String cause, boolean isNew) {

    /** Whether a deployment cannot do its step without it. One that only asks to be admitted is not missed for long. */
    boolean isStep() {
        return deployment.isPresent() && !queue.equals("trikk.admit");
    }

    /** What an alarm about it is called. A notifier that fails once fails often: one alarm is enough for all its notices. */
    String key() {
        return queue.startsWith("Consumer.") ? "parked/" + queue : "parked/" + queue + "/" + messageId;
    }
}
