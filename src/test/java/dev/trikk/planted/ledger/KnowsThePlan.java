package dev.trikk.planted.ledger;

/** Planted: half of a cycle. */
public class KnowsThePlan {
    @Override
    public String toString() {
        return dev.trikk.planted.plan.Cycle.NAME;
    }
}
