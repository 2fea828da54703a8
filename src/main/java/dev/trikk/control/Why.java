package dev.trikk.control;

import dev.trikk.control.Command.Verb;
import dev.trikk.ledger.Alarm;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Wish;
import java.util.ArrayList;
import java.util.List;

/** Where a deployment stands, and why, in sentences for people. Pure. */
public final class Why {
    private Why() {}

    /**
     * All of it.
     *
     * @param ahead those of its lane that come before it, next first; some of them, where there are many
     * @param alarms the open ones about it
     * @param paused all stages that stand still
     */
    public static String of(
            Deployment deployment, List<Deployment> ahead, List<Alarm> alarms, List<PausedStage> paused) {
        List<String> lines = new ArrayList<>();
        lines.add(deployment.id() + ": " + deployment.plan().application().name() + " "
                + deployment.plan().release().version() + " to "
                + deployment.plan().environment().name() + ", asked for by "
                + deployment.request().requestedBy().orElse("somebody")
                + deployment.train().map(train -> ", with " + train).orElse("") + ".");
        lines.add(state(deployment));
        paused.stream().filter(stage -> stage.isNextOf(deployment)).forEach(stage -> lines.add(stage.inWords() + "."));
        ahead.forEach(other -> lines.add("Ahead of it: " + state(other)));
        alarms.forEach(alarm -> lines.add("Open alarm since " + alarm.since() + ": " + alarm.text()));
        return String.join("\n", lines);
    }

    /** Its state in one sentence, and what to type where something can be done. */
    static String state(Deployment deployment) {
        String id = deployment.id();
        return switch (deployment.state()) {
            case WAITING -> id + " has not begun: " + deployment.reason() + ".";
            case ACTIVE -> id + " is on its way: " + place(deployment) + "." + reason(deployment) + wish(deployment);
            case HELD -> deployment.isParked() ? parked(deployment) : held(deployment);
            case ENDED -> id + " has ended: " + deployment.ending().orElseThrow() + "." + ended(deployment);
        };
    }

    private static String held(Deployment deployment) {
        String id = deployment.id();
        if (deployment.isAtApproval()) {
            return id + " waits for approval before its first step. What lets it go on: "
                    + Command.typed(Verb.APPROVE, id) + ". What ends it: " + Command.typed(Verb.CANCEL, id)
                    + wish(deployment);
        }
        String until = deployment.heldUntil().map(end -> "until " + end).orElse("until somebody approves");
        return id + " is held " + until + ", after step " + deployment.cursor() + " of "
                + deployment.plan().finish() + ". What lets it go on: " + Command.typed(Verb.APPROVE, id)
                + ". What ends it: " + Command.typed(Verb.CANCEL, id) + wish(deployment);
    }

    private static String parked(Deployment deployment) {
        String id = deployment.id();
        return id + " has stopped at " + place(deployment) + ": " + deployment.reason()
                + ". Remove the cause, then: " + Command.typed(Verb.RETRY, id) + ". Or end it: "
                + Command.typed(Verb.CANCEL, id);
    }

    private static String ended(Deployment deployment) {
        String reason = deployment.reason().isEmpty() ? "" : " Reason: " + deployment.reason() + ".";
        boolean well = deployment.ending().filter(Ending.SUCCEEDED::equals).isPresent();
        return reason + (well ? "" : " What does the rest: " + Command.typed(Verb.RETRY, deployment.id()));
    }

    private static String place(Deployment deployment) {
        return "step " + (deployment.cursor() + 1) + " of "
                + deployment.plan().steps().size() + ", "
                + deployment.step().inWords();
    }

    private static String reason(Deployment deployment) {
        return deployment.why().isEmpty() ? "" : " Now: " + deployment.why() + ".";
    }

    private static String wish(Deployment deployment) {
        return deployment
                .wish()
                .map(wish -> " " + wish.by() + " wants it " + (wish.kind() == Wish.Kind.HOLD ? "held" : "cancelled")
                        + " when the step at hand is done.")
                .orElse("");
    }
}
