package dev.trikk.stage;

import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Server;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Step;
import dev.trikk.remote.Script;
import dev.trikk.request.RequestFormat.PlannedScript;
import dev.trikk.script.AcceptUploadScript;
import dev.trikk.script.DisableScript;
import dev.trikk.script.Duty;
import dev.trikk.script.Errand;
import dev.trikk.script.FetchScript;
import dev.trikk.script.InstallScript;
import dev.trikk.script.PruneScript;
import dev.trikk.script.ReloadScript;
import dev.trikk.script.RestartScript;
import dev.trikk.script.SwitchScript;
import dev.trikk.script.VerifyScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a plan would run, script by script, without running it. */
final class DryRun {
    private final Duration deadline;

    DryRun(Duration deadline) {
        this.deadline = deadline;
    }

    List<PlannedScript> scripts(Plan plan) {
        Errand errand = new Errand(plan.application(), plan.release(), 0, deadline);
        List<PlannedScript> scripts = new ArrayList<>();
        for (Step step : plan.steps()) {
            for (Server server : plan.servers(step)) {
                scripts(plan, step, server.name(), errand)
                        .map(script -> new PlannedScript(step.inWords(), server.name(), script.text()))
                        .forEach(scripts::add);
            }
        }
        return scripts;
    }

    private static Stream<Script> scripts(Plan plan, Step step, String server, Errand errand) {
        Duty duty = Duty.of(plan, server);
        return switch (step.stage()) {
            case FETCH -> Stream.of(FetchScript.of(errand));
            case UPLOAD -> Stream.of(AcceptUploadScript.before(errand), AcceptUploadScript.after(errand));
            case INSTALL -> Stream.of(InstallScript.of(errand, duty));
            case SWITCH -> Stream.of(SwitchScript.of(errand, duty));
            case ROTATE ->
                Stream.concat(
                        Stream.of(SwitchScript.of(errand, duty)),
                        restarts(plan, pairOf(plan, step, server), server, errand));
            case RESTART -> restarts(plan, new Pair("", server, server, server), server, errand);
            case DISABLE -> Stream.of(DisableScript.of(errand));
            case VERIFY -> Stream.of(VerifyScript.of(errand, duty));
            case PRUNE -> Stream.of(PruneScript.of(errand, Optional.empty()));
            case HOLD, FINISH -> Stream.empty();
        };
    }

    private static Pair pairOf(Plan plan, Step step, String server) {
        return step.pairs().stream()
                .map(plan.pool()::pair)
                .filter(pair -> pair.servers().contains(server))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Script> restarts(Plan plan, Pair pair, String server, Errand errand) {
        Stream<Script> restart =
                pair.app().equals(server) && plan.runsOn(server) ? Stream.of(RestartScript.of(errand)) : Stream.empty();
        Stream<Script> reload = pair.proxy().equals(server) && plan.isServedBy(server)
                ? Stream.of(ReloadScript.of(errand))
                : Stream.empty();
        return Stream.concat(restart, reload);
    }
}
