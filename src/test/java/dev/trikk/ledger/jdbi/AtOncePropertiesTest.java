package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Admission;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.StopRule.Course;
import dev.trikk.repair.Doorway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Lanes in an environment with few places: never too many at once, nobody starves, and the reconciler agrees with the door. */
class AtOncePropertiesTest {
    private static final int STEPS = 40;
    private static final List<String> APPLICATIONS = List.of("shop", "parking", "permits", "taxes");

    @Property(tries = 25)
    void there_are_never_more_than_places_and_everybody_has_a_turn(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 3) int places) {
        try (LedgerDatabase database = new LedgerDatabase(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
                Optional.empty(),
                Optional.empty())) {
            House house = new House(new Books(database), new Admission(Optional.of(places), Optional.empty()));
            for (int step = 0; step < STEPS; step++) {
                house.act(random);
                house.check(places);
            }
            house.drain();
            assertThat(house.accepted).allMatch(id -> house.books.deployment(id).state() == State.ENDED);
        }
    }

    private record House(Books books, Admission admission, List<String> accepted) {
        House(Books books, Admission admission) {
            this(books, admission, new ArrayList<>());
        }

        void act(Random random) {
            switch (random.nextInt(3)) {
                case 0 ->
                    accepted.add(books.accepted(
                            UUID.randomUUID().toString(),
                            aPlan(APPLICATIONS.get(random.nextInt(APPLICATIONS.size())), "2.0")));
                case 1 -> {
                    if (!accepted.isEmpty()) {
                        books.ledger.admit(accepted.get(random.nextInt(accepted.size())), admission);
                    }
                }
                default -> active().findAny().ifPresent(this::end);
            }
        }

        void check(int places) {
            assertThat(active().count()).isLessThanOrEqualTo(places);
            Doorway doorway = Doorway.of(books.ledger.underWay(), books.ledger.lanes(), any -> admission);
            doorway.out()
                    .forEach(id -> assertThat(books.ledger.admit(id, admission).state())
                            .as("whom the reconciler would leave outside")
                            .isEqualTo(State.WAITING));
        }

        private java.util.stream.Stream<Deployment> active() {
            return accepted.stream().map(books::deployment).filter(one -> one.state() == State.ACTIVE);
        }

        private void end(Deployment deployment) {
            books.ledger.record(
                    books.board(deployment.id(), 0),
                    List.of(),
                    new Course(deployment.plan().after(0, List.of()), ""));
            books.ledger.end(books.board(deployment.id(), 1), Ending.SUCCEEDED, "");
        }

        /** As the stages do: whoever ends calls whoever has waited longest. */
        void drain() {
            for (int turn = 0; turn < 2 * accepted.size(); turn++) {
                active().findFirst().ifPresent(this::end);
                books.ledger.nextIn("production").ifPresent(id -> books.ledger.admit(id, admission));
            }
        }
    }
}
