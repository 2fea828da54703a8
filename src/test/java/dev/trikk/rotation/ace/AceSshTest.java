package dev.trikk.rotation.ace;

import dev.trikk.demo.ace.AceStandIn;
import dev.trikk.demo.ace.StandInStyle;
import java.time.Clock;

/** By the command line. */
class AceSshTest extends AceContract {
    @Override
    StandInStyle style() {
        return StandInStyle.plain();
    }

    @Override
    AceBox box(AceStandIn ace, Boxes boxes) {
        return AceBox.ssh(Boxes.login(ace), OFTEN, Clock.systemUTC());
    }
}
