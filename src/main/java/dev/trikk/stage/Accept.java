package dev.trikk.stage;

import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Train;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import dev.trikk.request.Problem;
import dev.trikk.request.Reading;
import dev.trikk.request.Reading.NotUnderstood;
import dev.trikk.request.Reading.Understood;
import dev.trikk.request.Reading.UnderstoodTrain;
import dev.trikk.request.RequestFormat;
import dev.trikk.request.Rules;
import dev.trikk.request.TrainRequest;
import dev.trikk.request.TrainRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a deployment or a train of a request, or refuses it with all reasons. Either way the sender gets an answer. */
final class Accept implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Accept.class);

    private final RequestFormat format;
    private final Supplier<Inventory> inventory;
    private final Planner planner;
    private final Ledger ledger;
    private final Alarms alarms;
    private final DryRun dryRun;
    private final Opening opening;
    private final Caller caller;
    private final AcceptTrain trains;
    private final Refuse refuse;

    Accept(
            RequestFormat format,
            Supplier<Inventory> inventory,
            Planner planner,
            Ledger ledger,
            Alarms alarms,
            DryRun dryRun,
            Opening opening,
            Caller caller,
            Together together) {
        this.format = format;
        this.inventory = inventory;
        this.planner = planner;
        this.ledger = ledger;
        this.alarms = alarms;
        this.dryRun = dryRun;
        this.opening = opening;
        this.caller = caller;
        this.refuse = new Refuse(format, ledger);
        this.trains = new AcceptTrain(format, new TrainPlanner(planner, ledger, together), ledger, opening, refuse);
    }

    @Override
    public void process(Exchange exchange) {
        boolean hasWaited = StageExchange.attempts(exchange).count() > 0;
        String messageId = StageExchange.messageId(exchange);
        decide(exchange, messageId);
        if (hasWaited) {
            alarms.clear("waiting/" + messageId, "the request was taken up");
        }
    }

    private void decide(Exchange exchange, String messageId) {
        Optional<String> text = RequestText.of(exchange);
        if (text.isEmpty()) {
            refuse.request(exchange, Map.of(), List.of(new Problem("$", RequestText.UNREADABLE)));
            return;
        }
        Reading reading = format.read(text.get(), messageId);
        if (reading instanceof NotUnderstood refused) {
            refuse.request(exchange, Map.of(), allProblems(refused));
        } else if (reading instanceof Understood understood) {
            DeployRequest request = understood.request().from(caller.of(exchange));
            if (!isKnown(exchange, request.id())) {
                judge(exchange, request);
            }
        } else if (reading instanceof UnderstoodTrain understood) {
            TrainRequest request = understood.request().from(caller.of(exchange));
            if (!isKnown(exchange, request.id())) {
                trains.judge(exchange, request, inventory.get());
            }
        }
    }

    /** Those of the form, and those of what could be read in spite of them. */
    private List<Problem> allProblems(NotUnderstood refused) {
        Inventory now = inventory.get();
        Stream<Problem> further = Stream.concat(
                        refused.rest().map(rest -> Rules.checkRest(rest, now, refused.problems())).stream(),
                        refused.train().map(rest -> TrainRules.checkRest(rest, now, refused.problems())).stream())
                .flatMap(List::stream);
        return Stream.concat(refused.problems().stream(), further).toList();
    }

    /** One that was accepted before, as a deployment or a train, gets the answer that it got then. */
    private boolean isKnown(Exchange exchange, String requestId) {
        Optional<Train> train = ledger.trainByRequest(requestId);
        Optional<Deployment> deployment = train.isPresent() ? Optional.empty() : ledger.findByRequest(requestId);
        train.ifPresent(known -> trains.answer(exchange, known));
        deployment.ifPresent(known -> answer(exchange, known));
        Optional<String> id = train.map(Train::id).or(() -> deployment.map(Deployment::id));
        id.ifPresent(known -> LOG.info("request {} was accepted before, as {}", requestId, known));
        return id.isPresent();
    }

    private void judge(Exchange exchange, DeployRequest request) {
        Inventory now = inventory.get();
        List<Problem> problems = Stream.concat(
                        Rules.check(request, now).stream(),
                        opening.check(request.environment(), request.isRollback(), request.caller()).stream())
                .toList();
        if (!problems.isEmpty()) {
            refuse(exchange, request, problems);
            return;
        }
        Planner.Planned planned = planner.plan(request, now);
        planned.plan()
                .ifPresentOrElse(
                        plan -> accept(exchange, request, plan),
                        () -> refuse(
                                exchange, request, planned.problem().stream().toList()));
    }

    private void refuse(Exchange exchange, DeployRequest request, List<Problem> problems) {
        if (request.dryRun()) {
            refuse.dryRun(exchange, problems);
        } else {
            refuse.request(exchange, particulars(request), problems);
        }
    }

    private void accept(Exchange exchange, DeployRequest request, Plan plan) {
        if (request.dryRun()) {
            Answer.set(exchange, format.dryRun(plan, dryRun.scripts(plan)));
            StageExchange.nowhere(exchange);
            return;
        }
        Deployment deployment = ledger.accept(request, plan);
        LOG.info(
                "{} accepted: {} {} to {} for {}",
                deployment.id(),
                request.application(),
                plan.release().version(),
                request.environment(),
                request.requestedBy().orElse("somebody"));
        answer(exchange, deployment);
    }

    private void answer(Exchange exchange, Deployment deployment) {
        Answer.set(exchange, format.accepted(deployment.id(), deployment.plan()));
        StageExchange.pointAtAdmit(exchange, deployment.id());
    }

    private static Map<String, String> particulars(DeployRequest request) {
        Map<String, String> particulars = new LinkedHashMap<>();
        particulars.put("requestId", request.id());
        particulars.put("application", request.application());
        particulars.put("version", request.version());
        particulars.put("environment", request.environment());
        request.requestedBy().ifPresent(who -> particulars.put("requestedBy", who));
        return particulars;
    }
}
