package dev.trikk.rotation.ace;

import dev.trikk.demo.ace.AceStandIn;
import dev.trikk.demo.ace.StandInStyle;
import java.time.Clock;

/** In XML that holds what show commands print as text. */
class AceXmlTest extends AceContract {
    @Override
    StandInStyle style() {
        return StandInStyle.plain();
    }

    @Override
    AceBox box(AceStandIn ace, Boxes boxes) {
        return boxes.xml(ace, OFTEN, Clock.systemUTC());
    }
}
