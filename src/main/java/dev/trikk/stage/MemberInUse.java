package dev.trikk.stage;

import dev.trikk.outage.Outage;

/** Another deployment has a member out of rotation, and is still at work on it. */
final class MemberInUse extends Outage {
    private static final long serialVersionUID = 1;

    MemberInUse(String member, String message) {
        super(member, message, null);
    }
}
