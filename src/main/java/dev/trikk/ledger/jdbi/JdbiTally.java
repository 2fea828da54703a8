package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Tally;

/** Counts in the ledger's database. */
public final class JdbiTally implements Tally.Counting {
    private final Transactions transactions;

    /** Counts in the ledger's database, which the caller closes. */
    public JdbiTally(LedgerDatabase database) {
        this.transactions = new Transactions(database, () -> {});
    }

    @Override
    public Tally tally() {
        return transactions.in(handle -> handle.createQuery(
                        "select (select count(*) from deployment where state = 'WAITING') waiting,"
                                + " (select count(*) from deployment where state = 'ACTIVE') active,"
                                + " (select count(*) from deployment where state = 'HELD') held,"
                                + " (select count(*) from event where not published) unpublished")
                .map((row, context) -> new Tally(
                        row.getInt("waiting"), row.getInt("active"), row.getInt("held"), row.getInt("unpublished")))
                .one());
    }

    @Override
    public int waiting(Lane lane) {
        return transactions.in(handle -> handle.createQuery("select count(*) from deployment where state = 'WAITING'"
                        + " and application = :application and environment = :environment")
                .bind("application", lane.application())
                .bind("environment", lane.environment())
                .mapTo(Integer.class)
                .one());
    }
}
