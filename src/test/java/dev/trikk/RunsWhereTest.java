package dev.trikk;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.StopRule.Course;
import dev.trikk.ledger.jdbi.JdbiLedger;
import dev.trikk.ledger.jdbi.JdbiRecords;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.plan.Plan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsWhereTest {
    private static final Lane SHOP = new Lane("shop", "production");

    @TempDir
    Path folder;

    private LedgerDatabase database;
    private Ledger ledger;
    private RunsWhere runsWhere;

    @BeforeEach
    void open() {
        database = new LedgerDatabase(
                LedgerDatabase.h2(folder.resolve("ledger").toString()), Optional.empty(), Optional.empty());
        ledger = new JdbiLedger(database, Clock.systemUTC());
        runsWhere = new RunsWhere(ledger, new JdbiRecords(database), () -> {
            throw new IllegalStateException("not asked");
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_version_of_a_lane_is_that_of_its_last_success() {
        assertThat(runsWhere.versions()).isEmpty();
        end(accepted("1.0"), Ending.SUCCEEDED);
        assertThat(runsWhere.versions()).isEqualTo(Map.of(SHOP, "1.0"));
        end(accepted("2.0"), Ending.SUCCEEDED);
        assertThat(runsWhere.versions()).isEqualTo(Map.of(SHOP, "2.0"));
        end(accepted("3.0"), Ending.ROLLED_BACK);
        assertThat(runsWhere.versions()).isEqualTo(Map.of(SHOP, "2.0"));
    }

    @Test
    void a_success_counts_although_a_newer_deployment_was_cancelled_before_it_ended() {
        end(accepted("1.0"), Ending.SUCCEEDED);
        String active = accepted("2.0");
        ledger.admit(active);
        ledger.cancelWaiting(accepted("3.0"), "cancelled by kari");
        assertThat(runsWhere.versions()).isEqualTo(Map.of(SHOP, "1.0"));

        end(active, Ending.SUCCEEDED);

        assertThat(runsWhere.versions()).isEqualTo(Map.of(SHOP, "2.0"));
    }

    private String accepted(String version) {
        return ledger.accept(aRequest("build-" + version, "shop", version), aPlan("shop", version))
                .id();
    }

    private void end(String id, Ending ending) {
        Plan plan = ledger.admit(id).plan();
        Boarding first = ledger.board(id, 0, false).orElseThrow();
        ledger.record(first, List.of(), new Course(plan.after(0, List.of()), ""));
        ledger.end(ledger.board(id, 1, false).orElseThrow(), ending, "");
    }
}
