package dev.trikk.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a member out of rotation by hand. */
@Command(name = "drain", description = "Takes a member out of rotation, until somebody restores it.")
final class DrainCommand extends Asking {
    @Parameters(paramLabel = "ENV/POOL/MEMBER", description = "Which member; trikk pools lists them.")
    private String member;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; others see it.")
    private String reason;

    DrainCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        return desk.say(desk.client().post(Steering.member(member, "drain"), Steering.reason(reason)));
    }
}
