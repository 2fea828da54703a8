package dev.trikk.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Refused;
import dev.trikk.control.MemberControl;
import dev.trikk.control.Reply;
import dev.trikk.control.StageControl;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Pauses;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What operators do: stages stand still, members leave and come back, environments are frozen. */
final class Steering {
    private final Supplier<Set<String>> names;
    private final Pauses pauses;
    private final StageControl stages;
    private final MemberControl members;
    private final Supplier<Inventory> inventory;
    private final Control control;

    /** @param names of all stages */
    Steering(
            Supplier<Set<String>> names,
            Pauses pauses,
            StageControl stages,
            MemberControl members,
            Supplier<Inventory> inventory,
            Control control) {
        this.names = names;
        this.pauses = pauses;
        this.stages = stages;
        this.members = members;
        this.inventory = inventory;
        this.control = control;
    }

    void bind(Bindings bindings) {
        bindings.reading("listStages", ask -> list())
                .changingAll("pauseStage", this::pause)
                .changingAll("resumeStage", this::resume)
                .changing("drainMember", ask -> ask.get("name"), this::drain)
                .changing("restoreMember", ask -> ask.get("name"), this::restore)
                .changing("freezeEnvironment", ask -> ask.get("name"), this::freeze)
                .changing("thawEnvironment", ask -> ask.get("name"), this::thaw);
    }

    private Answer list() {
        ObjectNode all = Json.object();
        ArrayNode items = all.putArray("items");
        for (String name : names.get()) {
            ObjectNode item = items.addObject().put("name", name);
            Optional<PausedStage> paused = pauses.paused().stream()
                    .filter(one -> one.stage().equals(name))
                    .findFirst();
            item.put("paused", paused.isPresent());
            paused.ifPresent(one -> {
                item.put("by", one.by()).put("since", one.since().toString());
                Json.put(item, "reason", one.reason());
            });
        }
        return Answer.ok(all);
    }

    private Answer pause(Ask ask) {
        return told(stages.pause(stage(ask), ask.caller().name(), reason(ask)));
    }

    private Answer resume(Ask ask) {
        return told(stages.resume(stage(ask), ask.caller().name()));
    }

    private String stage(Ask ask) {
        return known("stage", ask.get("name"), names.get());
    }

    private Answer drain(Ask ask) {
        return told(members.drain(
                environment(ask),
                ask.get("pool"),
                ask.get("member"),
                ask.caller().name(),
                reason(ask)));
    }

    private Answer restore(Ask ask) {
        return told(members.restore(
                environment(ask),
                ask.get("pool"),
                ask.get("member"),
                ask.caller().name()));
    }

    private Answer freeze(Ask ask) {
        ObjectNode command = Json.object().put("command", "freeze").put("environment", environment(ask));
        ObjectNode options = command.putObject("options").put("reason", reason(ask));
        if (ask.body().has("until")) {
            options.set("until", ask.body().get("until"));
        }
        return control.command(command, ask);
    }

    private Answer thaw(Ask ask) {
        return control.command(Json.object().put("command", "thaw").put("environment", environment(ask)), ask);
    }

    private String environment(Ask ask) {
        return known(
                "environment", ask.get("name"), inventory.get().environments().keySet());
    }

    private static String known(String what, String name, Collection<String> all) {
        if (!all.contains(name)) {
            throw new Refused(404, "There is no " + what + " " + Quoted.of(name) + Nearest.question(name, all));
        }
        return name;
    }

    private static String reason(Ask ask) {
        return ask.body().path("reason").asText();
    }

    private static Answer told(Reply reply) {
        if (!reply.done()) {
            throw new Refused(409, reply.says());
        }
        return Answer.ok(Json.object().put("done", true).put("says", reply.says()));
    }
}
