package dev.trikk.operate.jmx;

import dev.trikk.control.Why;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.History;
import dev.trikk.ledger.Lane;
import dev.trikk.release.Release;
import java.util.List;
import java.util.Optional;

/** Reads a lane when it is asked. */
record LaneBean(Lane lane, Ports ports) implements LaneView {
    /** Far enough back for the last success of any lane that somebody cares for. */
    private static final int LATEST = 100;

    @Override
    public String getActive() {
        return active().map(Deployment::id).orElse("");
    }

    private Optional<Deployment> active() {
        return Optional.ofNullable(ports.ledger().lanes().get(lane)).flatMap(ports.ledger()::find);
    }

    @Override
    public int getWaiting() {
        return ports.counting().waiting(lane);
    }

    @Override
    public String getRelease() {
        return new History(ports.ledger().history(lane, LATEST))
                .current()
                .map(Release::version)
                .orElse("");
    }

    @Override
    public String getWhy() {
        return active().map(this::why).orElse("Nothing is on its way.");
    }

    private String why(Deployment deployment) {
        return Why.of(
                deployment,
                List.of(),
                ports.alarms().open().stream()
                        .filter(alarm -> alarm.deployment().equals(Optional.of(deployment.id())))
                        .toList(),
                ports.pauses().paused());
    }
}
