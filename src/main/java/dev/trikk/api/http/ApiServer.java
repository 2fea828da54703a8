package dev.trikk.api.http;

import dev.trikk.api.Callers;
import dev.trikk.api.Desk;
import dev.trikk.api.Refused;
import dev.trikk.control.MemberControl;
import dev.trikk.control.StageControl;
import dev.trikk.event.Event;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Audit;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Pauses;
import dev.trikk.ledger.Records;
import dev.trikk.ledger.Rotations;
import dev.trikk.release.Catalog;
import dev.trikk.rotation.Balancers;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The API: every operation of the contract behind the same guard. What is bound here is answered here; the others (requests, builds,
 * events of code hosts) pass on to the routes below {@code routes/api}.
 */
public final class ApiServer {
    private static final int LAST = Integer.MAX_VALUE;

    private final Contract contract;
    private final Guard guard;
    private final Dispatch dispatch;
    private final Events events;
    private final Bindings bindings = new Bindings();
    private final long bodyLimit;

    /**
     * What it works with.
     *
     * @param callers who is let in
     * @param runs the version that each lane is on
     * @param version of Trikk
     * @param perMinute how often one caller may ask
     * @param bodyLimit bytes that a body may have
     */
    public record Ports(
            Callers callers,
            Ledger ledger,
            Records records,
            Audit audit,
            Alarms alarms,
            Rotations rotations,
            Balancers balancers,
            Supplier<Inventory> inventory,
            Supplier<Map<Lane, String>> runs,
            Catalog catalog,
            Desk desk,
            Hands hands,
            String version,
            Function<Event, String> eventFormat,
            Clock clock,
            int perMinute,
            long bodyLimit) {}

    /**
     * What operators do.
     *
     * @param names of all stages
     * @param frozen why an environment takes nothing new now
     */
    public record Hands(
            Supplier<Set<String>> names,
            Pauses pauses,
            StageControl stages,
            MemberControl members,
            Function<String, Optional<String>> frozen) {}

    /** Puts it together; {@link #mount} lets it answer. */
    public ApiServer(Ports ports) {
        contract = new Contract();
        guard = new Guard(ports.callers(), new Rates(ports.perMinute()), ports.audit());
        dispatch = new Dispatch(contract);
        events = new Events(ports.records(), guard, ports.eventFormat(), ports.clock());
        bodyLimit = ports.bodyLimit();
        Control control = new Control(ports.desk());
        Hands hands = ports.hands();
        new Deployments(ports.ledger(), ports.records(), control).bind(bindings);
        new Trains(ports.ledger()).bind(bindings);
        new Places(ports.inventory(), ports.ledger(), ports.runs(), ports.catalog(), hands.frozen()).bind(bindings);
        new Steering(hands.names(), hands.pauses(), hands.stages(), hands.members(), ports.inventory(), control)
                .bind(bindings);
        new Operating(ports.inventory(), ports.balancers(), ports.rotations(), ports.alarms(), ports.audit())
                .bind(bindings);
        new Me(ports.inventory(), ports.records(), ports.catalog(), ports.ledger(), hands.names(), ports.version())
                .bind(bindings);
    }

    /** Lets it answer below {@code /api}. Call it before the routes are loaded: their order is that of their making. */
    public void mount(Router router) {
        for (Operation operation : contract.operations()) {
            // one for the guard alone: Vert.x has the body read before all else that stands on the same route
            route(router, operation).handler(context -> {
                Guard.strictHeaders(context);
                guard.admit(context, operation);
                context.next();
            });
            work(router, operation);
        }
        contract.operations().stream()
                .collect(Collectors.groupingBy(
                        Operation::route,
                        TreeMap::new,
                        Collectors.mapping(one -> one.method().toUpperCase(Locale.ROOT), Collectors.joining(", "))))
                .forEach((path, methods) -> router.route(path).order(LAST - 1).handler(context -> {
                    Guard.strictHeaders(context);
                    context.response().putHeader("Allow", methods);
                    Problems.send(context, new Refused(405, "This can be asked with " + methods + " only."));
                }));
        router.route("/api/*").order(LAST).handler(context -> {
            Guard.strictHeaders(context);
            Problems.send(context, new Refused(404, "There is nothing here; /api shows what there is."));
        });
    }

    private static Route route(Router router, Operation operation) {
        return router.route(HttpMethod.valueOf(operation.method().toUpperCase(Locale.ROOT)), operation.route())
                .failureHandler(Dispatch::failed);
    }

    private void work(Router router, Operation operation) {
        switch (operation.id()) {
            case "readPage" -> route(router, operation).handler(this::page);
            case "readContract" ->
                route(router, operation).handler(context -> context.response()
                        .putHeader("Content-Type", "application/yaml")
                        .end(contract.text()));
            case "followEvents" ->
                route(router, operation)
                        .blockingHandler(context -> events.prepare(context, dispatch.values(context, operation)), false)
                        .handler(events::follow);
            default ->
                bindings.find(operation.id()).ifPresent(bound -> {
                    if (operation.node().has("requestBody")) {
                        route(router, operation).handler(ApiServer::letBodyCome);
                        route(router, operation)
                                .handler(BodyHandler.create(false).setBodyLimit(bodyLimit));
                    }
                    route(router, operation)
                            .blockingHandler(context -> dispatch.answer(context, operation, bound), false);
                });
        }
    }

    private static void letBodyCome(RoutingContext context) {
        if ("100-continue".equalsIgnoreCase(context.request().getHeader("Expect"))) {
            context.response().writeContinue();
        }
        context.next();
    }

    private void page(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", ContractPage.policy())
                .end(ContractPage.of(contract));
    }
}
