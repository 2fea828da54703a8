package dev.trikk.operate;

import java.util.Map;
import java.util.Optional;

/**
 * How the broker stood.
 *
 * @param queues by name; none where it does not tell
 * @param storePercent how full its store is, in per cent; nothing where it does not tell
 */
public record BrokerState(Map<String, QueueState> queues, Optional<Integer> storePercent) {

    /** Looks at the broker. */
    @FunctionalInterface
    public interface Look {

        /**
         * How it stands now. Blocks for some seconds at most where it answers at all.
         *
         * @throws RuntimeException when it cannot be asked; the message says why
         */
        BrokerState look();
    }
}
