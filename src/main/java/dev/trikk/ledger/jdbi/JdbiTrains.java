package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Train;
import dev.trikk.ledger.Trains;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import dev.trikk.request.RequestFormat.LeftOut;
import dev.trikk.request.TrainRequest;
import dev.trikk.request.TrainRequest.Item;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The ledger's trains. */
abstract class JdbiTrains implements Trains {
    final Transactions transactions;
    final Clock clock;

    JdbiTrains(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Train accept(TrainRequest request, List<Plan> plans, List<LeftOut> leftOut) {
        return transactions.telling(handle -> {
            long number = Acceptance.number(handle);
            if (TrainTable.insert(handle, number, request, leftOut, clock.instant())) {
                fill(handle, TrainTable.id(number), request, plans);
                TrainTable.closeIfOver(handle, TrainTable.id(number), clock.instant());
            }
            return TrainTable.byRequest(handle, request.id()).orElseThrow();
        });
    }

    /** A name of ours as the key of each: that of the request is the train's, and too long for more to be added. */
    private void fill(Handle handle, String train, TrainRequest request, List<Plan> plans) {
        Acceptance acceptance = new Acceptance(handle, clock);
        plans.stream()
                .sorted(Comparator.comparing(plan -> plan.application().name()))
                .forEach(plan -> {
                    String application = plan.application().name();
                    DeployRequest one = request.one(
                                    new Item(application, plan.release().version()))
                            .as(train + "/" + application);
                    acceptance.insert(one, plan, Optional.of(train));
                });
        acceptance.close();
    }

    @Override
    public Optional<Train> train(String id) {
        return transactions.in(handle -> TrainTable.byId(handle, id));
    }

    @Override
    public Optional<Train> trainByRequest(String requestId) {
        return transactions.in(handle -> TrainTable.byRequest(handle, requestId));
    }

    @Override
    public List<Train> trains(int limit, Optional<String> before) {
        return transactions.in(handle -> TrainTable.newest(handle, limit, before));
    }

    @Override
    public List<Deployment> ofTrain(String id) {
        return transactions.in(handle -> DeploymentTable.ofTrain(handle, id));
    }

    @Override
    public boolean approveTrain(String id, String by) {
        return transactions.in(handle -> TrainTable.approve(handle, id, by));
    }
}
