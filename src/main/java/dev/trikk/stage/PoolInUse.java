package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.outage.Outage;

/** Another rotation of the pool is under way, on other pairs: two at once would not see what the other one is about to drain. */
final class PoolInUse extends Outage {
    private static final long serialVersionUID = 1;

    PoolInUse(Boarding rotation) {
        super("pool " + rotation.deployment().plan().placement().pool(), "another rotation of it is under way", null);
    }
}
