package dev.trikk.stage;

import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Train;
import dev.trikk.request.Problem;
import dev.trikk.request.RequestFormat;
import dev.trikk.request.RequestFormat.Car;
import dev.trikk.request.TrainRequest;
import dev.trikk.request.TrainRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a train of a request, or refuses it with the reasons of all its applications: all or nothing. */
final class AcceptTrain {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptTrain.class);

    private final RequestFormat format;
    private final TrainPlanner planner;
    private final Ledger ledger;
    private final Opening opening;
    private final Refuse refuse;

    AcceptTrain(RequestFormat format, TrainPlanner planner, Ledger ledger, Opening opening, Refuse refuse) {
        this.format = format;
        this.planner = planner;
        this.ledger = ledger;
        this.opening = opening;
        this.refuse = refuse;
    }

    /** Accepts it, unless it was before. */
    void judge(Exchange exchange, TrainRequest request, Inventory now) {
        List<Problem> problems = Stream.concat(
                        TrainRules.check(request, now).stream(),
                        opening.check(request.environment(), false, request.caller()).stream())
                .toList();
        if (!problems.isEmpty()) {
            refuse(exchange, request, problems);
            return;
        }
        TrainPlanner.Planned planned = planner.plan(request, now);
        if (!planned.problems().isEmpty()) {
            refuse(exchange, request, planned.problems());
        } else if (request.dryRun()) {
            Answer.set(exchange, format.dryRun(planned.plans(), planned.leftOut()));
            StageExchange.nowhere(exchange);
        } else {
            Train train = ledger.accept(request, planned.plans(), planned.leftOut());
            LOG.info(
                    "{} accepted: {} deployments to {} for {}",
                    train.id(),
                    train.deployments().size(),
                    train.environment(),
                    request.requestedBy().orElse("somebody"));
            answer(exchange, train);
        }
    }

    private void refuse(Exchange exchange, TrainRequest request, List<Problem> problems) {
        if (request.dryRun()) {
            refuse.dryRun(exchange, problems);
        } else {
            refuse.request(exchange, particulars(request), problems);
        }
    }

    /** Also for one that was accepted before: the messages to its deployments may be lost, and doubles do no harm. */
    void answer(Exchange exchange, Train train) {
        List<Deployment> deployments = ledger.ofTrain(train.id());
        List<Car> cars = deployments.stream()
                .map(deployment -> new Car(
                        deployment.lane().application(),
                        deployment.id(),
                        deployment.plan().release().version()))
                .toList();
        Answer.set(exchange, format.accepted(train.id(), cars, train.leftOut()));
        StageExchange.pointAtAdmit(
                exchange,
                deployments.stream()
                        .filter(deployment -> deployment.state() != State.ENDED)
                        .map(Deployment::id)
                        .toList());
    }

    private static Map<String, String> particulars(TrainRequest request) {
        Map<String, String> particulars = new LinkedHashMap<>();
        particulars.put("requestId", request.id());
        particulars.put("environment", request.environment());
        request.requestedBy().ifPresent(who -> particulars.put("requestedBy", who));
        return particulars;
    }
}
