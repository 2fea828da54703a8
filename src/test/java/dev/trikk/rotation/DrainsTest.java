package dev.trikk.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.rotation.Drains.Ending;
import dev.trikk.rotation.Drains.Result;
import dev.trikk.rotation.Member.Rotation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Pauses time = new Pauses();
    private final Drains drains = new Drains(time, time, Duration.ofSeconds(1));

    @Test
    void it_waits_until_the_last_session_is_gone_for_sure() {
        LoadBalancer balancer = showing(draining(2), draining(1), draining(0));

        Ending ending = drains.awaitQuiet(balancer, "proxy1", DEADLINE);

        assertThat(ending).isEqualTo(new Ending(Result.QUIET, 0));
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void sessions_that_stay_are_reported_at_the_deadline() {
        Ending ending = drains.awaitQuiet(showing(draining(3)), "proxy1", DEADLINE);

        assertThat(ending).isEqualTo(new Ending(Result.DEADLINE, 3));
        assertThat(time.passed()).isEqualTo(DEADLINE);
    }

    @Test
    void a_member_that_is_back_in_rotation_is_reported_at_once() {
        LoadBalancer balancer = showing(draining(0), draining(0), new Member("proxy1", Rotation.IN, true, 4));

        assertThat(drains.awaitQuiet(balancer, "proxy1", DEADLINE)).isEqualTo(new Ending(Result.UNDONE, 4));
    }

    @Test
    void a_member_that_is_quite_out_may_become_quiet_too() {
        LoadBalancer balancer = showing(new Member("proxy1", Rotation.OUT, false, 0));

        assertThat(drains.awaitQuiet(balancer, "proxy1", DEADLINE).result()).isEqualTo(Result.QUIET);
    }

    @Test
    void a_restored_member_is_waited_for_until_the_balancer_believes_in_it() {
        Member doubted = new Member("proxy1", Rotation.IN, false, 0);
        LoadBalancer balancer = showing(doubted, doubted, new Member("proxy1", Rotation.IN, true, 0));

        assertThat(drains.awaitInService(balancer, "proxy1", DEADLINE)).isTrue();
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_member_that_never_comes_into_service_is_given_up() {
        assertThat(drains.awaitInService(showing(draining(0)), "proxy1", DEADLINE))
                .isFalse();
        assertThat(time.passed()).isEqualTo(DEADLINE);
    }

    @Test
    void a_member_that_does_not_get_quiet_is_shut_and_waited_for_once_more() {
        Shutting balancer = new Shutting(draining(3), new Member("proxy1", Rotation.OUT, false, 0));

        Ending ending = drains.awaitQuiet(balancer, "proxy1", DEADLINE);

        assertThat(ending).isEqualTo(new Ending(Result.QUIET, 0));
        assertThat(time.passed()).isEqualTo(DEADLINE.plusSeconds(2));
    }

    @Test
    void what_is_left_after_half_a_minute_is_left() {
        Shutting balancer = new Shutting(draining(3), new Member("proxy1", Rotation.OUT, false, 2));

        assertThat(drains.awaitQuiet(balancer, "proxy1", DEADLINE)).isEqualTo(new Ending(Result.DEADLINE, 2));
        assertThat(time.passed()).isEqualTo(DEADLINE.plusSeconds(30));
    }

    @Test
    void a_member_that_somebody_put_back_is_not_shut() {
        Shutting balancer = new Shutting(new Member("proxy1", Rotation.IN, true, 1), draining(0));

        assertThat(drains.awaitQuiet(balancer, "proxy1", DEADLINE).result()).isEqualTo(Result.UNDONE);
        assertThat(balancer.isShut).isFalse();
    }

    @Test
    void a_balancer_that_shows_something_new_only_now_and_then_is_looked_at_no_more_often() {
        Shutting balancer = new Shutting(draining(0), draining(0));
        balancer.interval = Duration.ofSeconds(5);

        drains.awaitQuiet(balancer, "proxy1", Duration.ofMinutes(1));

        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(20));
    }

    /** Shows one thing until it is shut, and then another. */
    private static final class Shutting implements LoadBalancer {
        private final Member open;
        private final Member shut;
        private boolean isShut;
        private Duration interval = Duration.ZERO;

        Shutting(Member open, Member shut) {
            this.open = open;
            this.shut = shut;
        }

        @Override
        public List<Member> members() {
            return List.of(isShut ? shut : open);
        }

        @Override
        public void drain(String member) {
            throw new AssertionError("waiting drains nobody");
        }

        @Override
        public boolean shut(String member) {
            boolean wasOpen = !isShut;
            isShut = true;
            return wasOpen;
        }

        @Override
        public void restore(String member) {
            throw new AssertionError("waiting puts nobody back");
        }

        @Override
        public Duration interval() {
            return interval;
        }
    }

    private static Member draining(int sessions) {
        return new Member("proxy1", Rotation.DRAINING, true, sessions);
    }

    /** Shows one after the other, and the last for ever. */
    private static LoadBalancer showing(Member... members) {
        Deque<Member> views = new ArrayDeque<>(List.of(members));
        return new LoadBalancer() {
            @Override
            public List<Member> members() {
                return List.of(views.size() > 1 ? views.remove() : views.element());
            }

            @Override
            public void drain(String member) {
                throw new AssertionError("waiting changes nothing");
            }

            @Override
            public void restore(String member) {
                throw new AssertionError("waiting changes nothing");
            }
        };
    }
}
