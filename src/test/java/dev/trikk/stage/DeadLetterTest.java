package dev.trikk.stage;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.StopRule.Course;
import dev.trikk.ledger.jdbi.JdbiLedger;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message whose step was recorded, but whose next message could not be sent, until the broker gave it up. */
class DeadLetterTest {
    @TempDir
    private Path folder;

    @Test
    void a_message_put_back_from_a_dead_letter_queue_goes_on_where_it_was() throws Exception {
        try (LedgerDatabase database = new LedgerDatabase(
                LedgerDatabase.h2(folder.resolve("ledger").toString()), Optional.empty(), Optional.empty())) {
            Ledger ledger = new JdbiLedger(database, Clock.systemUTC());
            String id = givenItsFirstStepIsPassed(ledger);
            Exchange exchange = aMessage(id, 0);
            exchange.getMessage().setHeader("JMSRedelivered", false);
            exchange.getMessage().setHeader("dlqDeliveryFailureCause", "java.lang.Throwable: Delivery[13] exceeds ...");

            new Board(ledger).process(exchange);

            assertThat(exchange.isRouteStop()).isFalse();
            assertThat(StageExchange.boarding(exchange).passed()).isTrue();
        }
    }

    @Test
    void a_double_is_dropped_when_the_next_step_has_begun() throws Exception {
        try (LedgerDatabase database = new LedgerDatabase(
                LedgerDatabase.h2(folder.resolve("ledger").toString()), Optional.empty(), Optional.empty())) {
            Ledger ledger = new JdbiLedger(database, Clock.systemUTC());
            String id = givenItsFirstStepIsPassed(ledger);
            ledger.board(id, 1, false);
            Exchange exchange = aMessage(id, 0);

            new Board(ledger).process(exchange);

            assertThat(exchange.isRouteStop()).isTrue();
        }
    }

    private static String givenItsFirstStepIsPassed(Ledger ledger) {
        String id = ledger.accept(aRequest("build-1", "shop", "1.0"), aPlan("shop", "1.0"))
                .id();
        ledger.admit(id);
        Boarding boarding = ledger.board(id, 0, false).orElseThrow();
        ledger.record(boarding, List.of(), new Course(boarding.deployment().plan(), ""));
        return id;
    }

    private static Exchange aMessage(String deployment, int step) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader("TrikkDeployment", deployment);
        exchange.getMessage().setHeader("TrikkStep", step);
        return exchange;
    }
}
