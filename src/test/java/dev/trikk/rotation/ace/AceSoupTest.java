package dev.trikk.rotation.ace;

import dev.trikk.demo.ace.AceStandIn;
import dev.trikk.demo.ace.StandInStyle;
import java.time.Clock;

/** In elements, and those not quite XML. */
class AceSoupTest extends AceContract {
    @Override
    StandInStyle style() {
        return StandInStyle.soup();
    }

    @Override
    AceBox box(AceStandIn ace, Boxes boxes) {
        return boxes.xml(ace, OFTEN, Clock.systemUTC());
    }
}
