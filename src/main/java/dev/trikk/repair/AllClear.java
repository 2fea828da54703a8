package dev.trikk.repair;

import dev.trikk.ledger.Alarm;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Drained;
import dev.trikk.repair.Repair.Clear;
import java.util.List;
import java.util.Optional;

/** When what an alarm was about is over. */
final class AllClear {
    private AllClear() {}

    static List<Clear> over(Observation seen) {
        return seen.alarms().stream()
                .flatMap(alarm -> over(alarm, seen).map(text -> new Clear(alarm.key(), text)).stream())
                .toList();
    }

    /** What an alarm about a member that was left out is called. */
    static String key(Drained drained) {
        return "left/" + drained.environment() + "/" + drained.pool() + "/" + drained.member();
    }

    private static Optional<String> over(Alarm alarm, Observation seen) {
        Optional<Deployment> deployment = alarm.deployment().flatMap(seen::unfinished);
        return switch (alarm.kind()) {
            case PARKED -> Optional.of("it has gone on").filter(any -> !isParked(alarm, deployment, seen));
            case WAITING ->
                Optional.of("what it waited for is back")
                        .filter(any -> alarm.deployment().isPresent()
                                && deployment.filter(AllClear::waits).isEmpty());
            case LEFT_OUT ->
                Optional.of("it is back in rotation")
                        .filter(any ->
                                seen.drained().stream().map(AllClear::key).noneMatch(alarm.key()::equals));
            case REPAIRED, SLOW ->
                Optional.of("it has moved on").filter(any -> deployment
                        .filter(still -> !still.movedAt().isAfter(alarm.since()))
                        .isEmpty());
        };
    }

    private static boolean isParked(Alarm alarm, Optional<Deployment> deployment, Observation seen) {
        return alarm.key().equals("parked/" + alarm.deployment().orElse(""))
                ? deployment.filter(Deployment::isParked).isPresent()
                : seen.dead().stream().map(DeadLetter::key).anyMatch(alarm.key()::equals);
    }

    private static boolean waits(Deployment deployment) {
        return deployment.state() == State.ACTIVE && !deployment.waitsFor().isEmpty();
    }
}
