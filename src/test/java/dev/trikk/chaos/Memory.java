package dev.trikk.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Remembers which steps deployments were at, and so which messages there were. Safe for several threads. */
final class Memory implements AutoCloseable {
    private static final int KEPT = 200;
    private static final int AT_ONCE = 5;
    private static final int MILLIS = 100;

    private final LedgerTables ledger;
    private final Random random = new Random();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, LedgerTables.Row> steps = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LedgerTables.Row> eldest) {
            return size() > KEPT;
        }
    };

    Memory(LedgerTables ledger) {
        this.ledger = ledger;
        var unused = looks.scheduleWithFixedDelay(this::look, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        try {
            ledger.active().forEach(row -> steps.put(row.id() + " " + row.step(), row));
        } catch (IllegalStateException away) {
            // next time, then
        }
    }

    /** A few of those that are remembered. */
    synchronized List<LedgerTables.Row> some() {
        List<LedgerTables.Row> all = new ArrayList<>(steps.values());
        List<LedgerTables.Row> some = new ArrayList<>();
        for (int i = 0; i < AT_ONCE && !all.isEmpty(); i++) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
