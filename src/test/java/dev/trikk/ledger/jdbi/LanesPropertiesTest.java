package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.StopRule.Course;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Lanes against a model of a few lines: a queue, of which the head rides. */
class LanesPropertiesTest {
    private static final int STEPS = 60;
    private static final List<String> APPLICATIONS = List.of("shop", "parking");

    @Property(tries = 40)
    void a_lane_is_a_queue_whose_head_rides_and_nobody_starves(@ForAll Random random) {
        try (LedgerDatabase database = new LedgerDatabase(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
                Optional.empty(),
                Optional.empty())) {
            List<Model> lanes = APPLICATIONS.stream()
                    .map(name -> new Model(new Books(database), name))
                    .toList();
            for (int step = 0; step < STEPS; step++) {
                lanes.get(random.nextInt(lanes.size())).act(random);
                lanes.forEach(Model::check);
            }
            lanes.forEach(Model::drain);
        }
    }

    private static final class Model {
        private final Books books;
        private final String application;
        private final Deque<String> waiting = new ArrayDeque<>();
        private final List<String> accepted = new ArrayList<>();
        private final List<String> started = new ArrayList<>();
        private final List<String> cancelled = new ArrayList<>();
        private Optional<String> active = Optional.empty();

        Model(Books books, String application) {
            this.books = books;
            this.application = application;
        }

        void act(Random random) {
            switch (random.nextInt(4)) {
                case 0 -> accept();
                case 1 -> admit(accepted.isEmpty() ? Optional.empty() : Optional.of(any(random)));
                case 2 -> cancel(accepted.isEmpty() ? Optional.empty() : Optional.of(any(random)));
                default -> end();
            }
        }

        private String any(Random random) {
            return accepted.get(random.nextInt(accepted.size()));
        }

        private void accept() {
            String id = books.accepted(UUID.randomUUID().toString(), aPlan(application, "2.0"));
            accepted.add(id);
            waiting.add(id);
        }

        private void admit(Optional<String> id) {
            id.ifPresent(one -> {
                boolean starts = active.isEmpty() && one.equals(waiting.peek());
                boolean rides = active.equals(id);
                assertThat(books.ledger.admit(one).state() == State.ACTIVE).isEqualTo(starts || rides);
                if (starts) {
                    active = Optional.of(waiting.remove());
                    started.add(one);
                }
            });
        }

        private void cancel(Optional<String> id) {
            id.ifPresent(one -> {
                boolean waits = waiting.remove(one);
                assertThat(books.ledger.cancelWaiting(one, "cancelled by kari")).isEqualTo(waits);
                if (waits) {
                    cancelled.add(one);
                }
            });
        }

        private void end() {
            active.ifPresent(id -> {
                Deployment deployment = books.deployment(id);
                Boarding first = books.board(id, 0);
                books.ledger.record(
                        first, List.of(), new Course(deployment.plan().after(0, List.of()), ""));
                books.ledger.end(books.board(id, 1), Ending.SUCCEEDED, "");
                active = Optional.empty();
            });
        }

        void check() {
            List<String> riding = accepted.stream()
                    .filter(id -> books.deployment(id).state() == State.ACTIVE)
                    .toList();
            assertThat(riding).isEqualTo(active.stream().toList());
            assertThat(books.ledger.nextOf(new Lane(application, "production")))
                    .isEqualTo(active.isPresent() ? Optional.empty() : Optional.ofNullable(waiting.peek()));
        }

        /** Lets everyone ride who is left: in the order of acceptance, and all of them. */
        void drain() {
            end();
            for (Optional<String> next = next(); next.isPresent(); next = next()) {
                admit(next);
                end();
            }
            List<String> inOrder = new ArrayList<>(accepted);
            inOrder.removeAll(cancelled);
            assertThat(started).isEqualTo(inOrder);
            assertThat(started.size() + cancelled.size()).isEqualTo(accepted.size());
        }

        private Optional<String> next() {
            return books.ledger.nextOf(new Lane(application, "production"));
        }
    }
}
