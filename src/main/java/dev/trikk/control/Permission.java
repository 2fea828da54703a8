package dev.trikk.control;

import dev.trikk.control.Command.Verb;
import dev.trikk.inventory.Approval;
import dev.trikk.inventory.Closed;
import dev.trikk.inventory.EnvironmentRules;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.request.EnvironmentCheck;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the rules of an environment let somebody do what he wants with a deployment. Pure. */
public final class Permission {
    private static final Set<Verb> RULED = Set.of(Verb.APPROVE, Verb.CANCEL, Verb.RETRY);

    private Permission() {}

    /**
     * What speaks against it, with the rule's name; nothing where nothing does.
     *
     * @param closed the freezes that are in force
     * @param caller who sent the command, as it was checked
     */
    public static Optional<String> objection(
            Command command,
            Deployment deployment,
            EnvironmentRules rules,
            List<Closed> closed,
            Optional<String> caller) {
        if (!RULED.contains(command.verb())) {
            return Optional.empty();
        }
        String environment = deployment.lane().environment();
        return EnvironmentCheck.mayDeploy(
                        environment, rules, caller, command.verb().word())
                .or(() -> fourEyes(command, deployment, rules, caller))
                .or(() -> startsSomething(command, deployment)
                        ? EnvironmentCheck.frozen(
                                environment, closed, deployment.request().isRollback())
                        : Optional.empty());
    }

    private static Optional<String> fourEyes(
            Command command, Deployment deployment, EnvironmentRules rules, Optional<String> caller) {
        boolean needsAnother =
                rules.approval() == Approval.ANOTHER && command.verb() == Verb.APPROVE && deployment.isAtApproval();
        if (!needsAnother) {
            return Optional.empty();
        }
        if (caller.isEmpty()) {
            return Optional.of(
                    "rule \"approval\": it is not known who sent this, so it cannot approve " + deployment.id() + ".");
        }
        Optional<String> asked = deployment.request().requestedBy();
        boolean same = caller.equals(deployment.request().caller())
                || asked.filter(command.by()::equalsIgnoreCase).isPresent();
        return Optional.of("rule \"approval\": another than who asked for " + deployment.id()
                        + " must approve it, and that was "
                        + asked.or(() -> deployment.request().caller()).orElse("somebody") + ".")
                .filter(any -> same);
    }

    /** What is under way goes on while an environment is frozen; a deployment that has not begun, or a new one, does not. */
    private static boolean startsSomething(Command command, Deployment deployment) {
        return (command.verb() == Verb.APPROVE && deployment.isAtApproval())
                || (command.verb() == Verb.RETRY && deployment.state() == State.ENDED);
    }
}
