package dev.trikk.operate.jmx;

import dev.trikk.control.MemberControl;
import dev.trikk.control.StageControl;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Pauses;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.Tally;
import dev.trikk.operate.StageCounts;
import dev.trikk.operate.Watch;
import dev.trikk.rotation.Balancers;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the beans read, when they are read, and act on.
 *
 * @param inventory the one in force
 * @param counts what this node does of a stage
 * @param watch what was seen last
 */
public record Ports(
        Supplier<Inventory> inventory,
        Ledger ledger,
        Rotations rotations,
        Pauses pauses,
        Alarms alarms,
        Tally.Counting counting,
        Balancers balancers,
        Function<String, StageCounts> counts,
        Watch watch,
        StageControl stages,
        MemberControl members) {}
