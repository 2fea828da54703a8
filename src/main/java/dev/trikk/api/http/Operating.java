package dev.trikk.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.inventory.Balancer;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Pool;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Audit;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Rotations;
import dev.trikk.rotation.Balancers;
import dev.trikk.rotation.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What operators look at. */
final class Operating {
    private final Supplier<Inventory> inventory;
    private final Balancers balancers;
    private final Rotations rotations;
    private final Alarms alarms;
    private final Audit audit;

    Operating(Supplier<Inventory> inventory, Balancers balancers, Rotations rotations, Alarms alarms, Audit audit) {
        this.inventory = inventory;
        this.balancers = balancers;
        this.rotations = rotations;
        this.alarms = alarms;
        this.audit = audit;
    }

    void bind(Bindings bindings) {
        bindings.reading("listPools", ask -> pools())
                .reading("listAlarms", ask -> alarms())
                .changingAll("readAudit", this::audit);
    }

    private Answer alarms() {
        ObjectNode all = Json.object();
        ArrayNode items = all.putArray("items");
        alarms.open().forEach(alarm -> {
            ObjectNode item = items.addObject()
                    .put("kind", Json.word(alarm.kind()))
                    .put("text", alarm.text())
                    .put("since", alarm.since().toString());
            alarm.deployment().ifPresent(id -> item.put("deployment", id));
        });
        return Answer.ok(all);
    }

    private Answer audit(Ask ask) {
        int limit = ask.limit();
        List<Audit.Entry> found = audit.entries(
                ask.find("before").map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty()), limit + 1);
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray("items");
        found.stream().limit(limit).forEach(entry -> items.addObject()
                .put("number", entry.number())
                .put("at", entry.at().toString())
                .put("who", entry.who())
                .put("operation", entry.operation())
                .put("target", entry.target())
                .put("status", entry.status()));
        if (found.size() <= limit) {
            return Answer.ok(page);
        }
        long next = found.get(limit - 1).number();
        return new Answer(
                200,
                page.put("next", next),
                Map.of("Link", "</api/audit?limit=" + limit + "&before=" + next + ">; rel=\"next\""));
    }

    private Answer pools() {
        List<Drained> drained = rotations.drained();
        ObjectNode all = Json.object();
        ArrayNode items = all.putArray("items");
        for (Environment environment : inventory.get().environments().values()) {
            for (Pool pool : environment.pools()) {
                items.add(pool(environment, pool, drained));
            }
        }
        return Answer.ok(all);
    }

    private ObjectNode pool(Environment environment, Pool pool, List<Drained> drained) {
        ObjectNode item = Json.object().put("name", pool.name()).put("environment", environment.name());
        pool.balancer().ifPresent(name -> item.put("balancer", name));
        Map<String, Member> seen = seen(environment, pool, item);
        ArrayNode members = item.putArray("members");
        for (Pair pair : pool.pairs()) {
            ObjectNode node = members.addObject().put("name", pair.member());
            Optional.ofNullable(seen.get(pair.member()))
                    .ifPresent(member -> node.put("rotation", Json.word(member.rotation()))
                            .put("healthy", member.healthy())
                            .put("sessions", member.sessions()));
            drained.stream()
                    .filter(one -> one.environment().equals(environment.name())
                            && one.pool().equals(pool.name())
                            && one.member().equals(pair.member()))
                    .findFirst()
                    .ifPresent(one -> node.put(
                                    "drainedBy",
                                    one.hand().map(Drained.Hand::by).orElse(one.deployment()))
                            .put("drainedSince", one.since().toString()));
        }
        return item;
    }

    /** What the balancer sees; nothing, and why, where it cannot be asked. */
    private Map<String, Member> seen(Environment environment, Pool pool, ObjectNode item) {
        Optional<Balancer> balancer = pool.balancer().map(environment::balancer);
        if (balancer.isEmpty() || balancer.get().type().equals("none")) {
            return Map.of();
        }
        try {
            return balancers.of(balancer.get()).members().stream()
                    .collect(Collectors.toMap(Member::name, member -> member, (one, other) -> one));
        } catch (RuntimeException e) {
            item.put("problem", String.valueOf(e.getMessage()));
            return Map.of();
        }
    }
}
