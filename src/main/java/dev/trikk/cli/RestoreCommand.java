package dev.trikk.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts a member back into rotation by hand. */
@Command(name = "restore", description = "Puts a member back into rotation.")
final class RestoreCommand extends Asking {
    @Parameters(paramLabel = "ENV/POOL/MEMBER", description = "Which member; trikk pools lists them.")
    private String member;

    RestoreCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        return desk.say(desk.client().post(Steering.member(member, "restore"), null));
    }
}
