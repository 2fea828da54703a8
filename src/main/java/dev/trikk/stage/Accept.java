package dev.trikk.stage;

import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import dev.trikk.request.Problem;
import dev.trikk.request.Reading;
import dev.trikk.request.Reading.NotUnderstood;
import dev.trikk.request.Reading.Understood;
import dev.trikk.request.RequestFormat;
import dev.trikk.request.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a deployment of a request, or refuses it with all reasons. Either way the sender gets an answer. */
final class Accept implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Accept.class);
    private static final int SHOWN = 1_000;

    private final RequestFormat format;
    private final Supplier<Inventory> inventory;
    private final Planner planner;
    private final Ledger ledger;
    private final Alarms alarms;
    private final DryRun dryRun;

    Accept(
            RequestFormat format,
            Supplier<Inventory> inventory,
            Planner planner,
            Ledger ledger,
            Alarms alarms,
            DryRun dryRun) {
        this.format = format;
        this.inventory = inventory;
        this.planner = planner;
        this.ledger = ledger;
        this.alarms = alarms;
        this.dryRun = dryRun;
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
            reject(exchange, messageId, Map.of(), List.of(new Problem("$", RequestText.UNREADABLE)));
            return;
        }
        Reading reading = format.read(text.get(), messageId);
        if (reading instanceof Understood understood) {
            judge(exchange, messageId, understood.request());
        } else if (reading instanceof NotUnderstood refused) {
            reject(exchange, messageId, Map.of(), allProblems(refused));
        }
    }

    /** Those of the form, and those of what could be read in spite of them. */
    private List<Problem> allProblems(NotUnderstood refused) {
        List<Problem> further = refused.rest()
                .map(rest -> Rules.checkRest(rest, inventory.get(), refused.problems()))
                .orElse(List.of());
        return Stream.concat(refused.problems().stream(), further.stream()).toList();
    }

    private void judge(Exchange exchange, String messageId, DeployRequest request) {
        Optional<Deployment> known = ledger.findByRequest(request.id());
        if (known.isPresent()) {
            LOG.info(
                    "request {} was accepted before, as {}",
                    request.id(),
                    known.get().id());
            answer(exchange, known.get());
            return;
        }
        Inventory now = inventory.get();
        List<Problem> problems = Rules.check(request, now);
        if (!problems.isEmpty()) {
            reject(exchange, messageId, particulars(request), problems);
            return;
        }
        Planner.Planned planned = planner.plan(request, now);
        planned.plan()
                .ifPresentOrElse(
                        plan -> accept(exchange, request, plan),
                        () -> reject(
                                exchange,
                                messageId,
                                particulars(request),
                                planned.problem().stream().toList()));
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

    private void reject(Exchange exchange, String messageId, Map<String, String> known, List<Problem> problems) {
        String reasons = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        Map<String, String> particulars = new LinkedHashMap<>(known);
        particulars.put("reasons", reasons);
        particulars.put("received", RequestText.start(exchange, SHOWN));
        particulars.putIfAbsent("requestId", messageId);
        ledger.reject(messageId, particulars);
        LOG.warn("request {} rejected: {}", messageId, problems.get(0));
        Answer.set(exchange, format.rejected(problems));
        StageExchange.pointAtRejected(exchange, reasons);
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
