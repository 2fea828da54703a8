package dev.trikk.repair;

import dev.trikk.ledger.Alarm;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Lane;
import java.util.Optional;

/** One thing to do so that all is as it must be. Each may be done twice, and by two nodes at once. */
public sealed interface Repair {

    /** The message of the step at hand is lost: another one is sent. */
    record SendAgain(Deployment deployment, String text) implements Repair {}

    /** A deployment waits although its lane is free: it is sent to be admitted. */
    record SendToAdmit(Deployment deployment) implements Repair {}

    /** The time of a hold is over. */
    record GoOn(Deployment deployment) implements Repair {}

    /** A lane is held by a deployment that is not on its way. */
    record FreeLane(Lane lane, String deployment) implements Repair {}

    /** A deployment's step cannot be done: it stands still until a person looks after it. */
    record Park(DeadLetter letter, String deployment, String reason) implements Repair {}

    /** A dead letter that nobody needs any more is taken away. */
    record Discard(DeadLetter letter) implements Repair {}

    /** A member is back in rotation, and the ledger does not know yet. */
    record NoteReturn(Drained drained) implements Repair {}

    /** A person must look, or should know. */
    record Raise(Alarm.Kind kind, String key, Optional<String> deployment, String text) implements Repair {}

    /** What an alarm was about is over. */
    record Clear(String key, String text) implements Repair {}
}
