package dev.trikk.ledger.jdbi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.Fixtures;
import dev.trikk.event.Event;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Drained;
import dev.trikk.plan.Stage;
import dev.trikk.request.DeployRequest.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A ledger that the first version of Trikk has left behind. */
interface FormatContract {
    Books books();

    /** The books after a restart. */
    LedgerDatabase reopened();

    @Test
    default void what_the_first_version_has_left_is_read_by_this_one() {
        leftByTheFirstVersion();

        assertThat(books().deployment("shop-1").ending()).contains(Ending.FAILED);
        Deployment active = books().deployment("shop-2");
        assertThat(active.state()).isEqualTo(State.ACTIVE);
        assertThat(active.request().kind()).isEqualTo(Kind.DEPLOY);
        assertThat(active.plan()).isEqualTo(Fixtures.aPlan("shop", "2.0"));
        assertThat(active.step().pairs()).containsExactly("one");
        assertThat(books().ledger.results("shop-2")).hasSize(1);
        assertThat(books().rotations.drained()).extracting(Drained::deployment).containsExactly("shop-2");
        assertThat(books().eventTypes()).containsExactly(Event.Type.STARTED);
    }

    @Test
    default void what_the_first_version_has_begun_is_ended_by_this_one() {
        leftByTheFirstVersion();

        Boarding again = books().ledger.board("shop-2", 4, true).orElseThrow();
        assertThat(again.deployment().epoch()).isGreaterThan(1_760_000_000_000L);
        assertThat(again.work().stage()).isEqualTo(Stage.ROTATE);
        books().pass(again);
        books().rideTo("shop-2", 8);
        Deployment ended = books().ledger.end(books().board("shop-2", 8), Ending.SUCCEEDED, "");

        assertThat(ended.ending()).contains(Ending.SUCCEEDED);
        assertThat(books().ledger.nextOf(ended.lane())).contains("shop-3");
        assertThat(books().ledger.admit("shop-3").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    default void what_the_first_version_has_brought_to_a_rotation_is_rotated_by_itself() {
        leftByTheFirstVersion();
        String parking = books().active("parking");
        books().rideTo(parking, RotationContract.ROTATION);

        Boarding rotation = books().board(parking, RotationContract.ROTATION);
        assertThat(books().rotations.claim(rotation)).isTrue();
        assertThat(books().rotations.boardOthers(rotation)).isEmpty();
        assertThat(books().ledger.board("shop-2", RotationContract.ROTATION, false))
                .isPresent();
    }

    @Test
    default void a_request_that_the_first_version_has_accepted_is_not_accepted_again() {
        leftByTheFirstVersion();

        assertThat(books().accepted("r3")).isEqualTo("shop-3");
        assertThat(books().accepted("r4")).isEqualTo("shop-4");
    }

    private void leftByTheFirstVersion() {
        Flyway first = Flyway.configure(LedgerDatabase.class.getClassLoader())
                .dataSource(books().database.dataSource())
                .locations("classpath:dev/trikk/ledger/migrations")
                .target("1")
                .cleanDisabled(false)
                .load();
        first.clean();
        first.migrate();
        books().database.jdbi().useHandle(handle -> handle.createScript(text("format1.sql"))
                .execute());
        reopened();
    }

    private static String text(String name) {
        try (InputStream resource = FormatContract.class.getResourceAsStream("/dev/trikk/ledger/" + name)) {
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
