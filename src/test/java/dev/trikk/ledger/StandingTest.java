package dev.trikk.ledger;

import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.plan.Stage;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Outcome.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {

    @Test
    void a_server_that_was_switched_and_put_back_has_what_it_had_before() {
        Standing standing = after(good("app1", "switch"), good("app2", "switch"), good("app1", "back"));

        assertThat(standing.onNew()).containsExactly("app2");
        assertThat(standing.onOld()).containsExactly("app1", "proxy1", "proxy2", "batch1");
        assertThat(standing.unknown()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "TIMED_OUT", "LOST"})
    void a_switch_that_stopped_half_way_is_known_by_nobody(Status status) {
        Standing standing = after(bad(status, "app1", "switch"));

        assertThat(standing.unknown()).extracting(Result::server).containsExactly("app1");
        assertThat(standing.onNew()).isEmpty();
        assertThat(standing.onOld()).doesNotContain("app1");
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "TIMED_OUT", "LOST"})
    void neither_is_a_way_back_that_stopped_half_way(Status status) {
        Standing standing = after(good("app1", "switch"), bad(status, "app1", "back"));

        assertThat(standing.unknown()).extracting(Result::action).containsExactly("back");
        assertThat(standing.onNew()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "REFUSED"})
    void where_nothing_ran_nothing_moved(Status status) {
        Standing standing = after(bad(status, "app1", "switch"), good("app2", "switch"), bad(status, "app2", "back"));

        assertThat(standing.onOld()).contains("app1");
        assertThat(standing.onNew()).containsExactly("app2");
        assertThat(standing.unknown()).isEmpty();
    }

    @Test
    void a_member_is_out_of_rotation_until_it_is_well_restored() {
        Standing standing = after(
                good("proxy1", "drain"),
                good("proxy1", "restore"),
                good("proxy2", "drain"),
                bad(Status.TIMED_OUT, "proxy2", "restore"));

        assertThat(standing.out()).containsExactly("proxy2");
    }

    @Test
    void a_member_that_did_not_drain_is_where_it_was() {
        Standing standing = after(bad(Status.FAILED, "proxy1", "drain"));

        assertThat(standing.out()).isEmpty();
        assertThat(standing.unknown()).isEmpty();
    }

    @Test
    void a_server_and_a_member_of_one_name_are_two_things() {
        Standing standing = after(good("proxy1", "drain"), good("proxy1", "switch"), good("proxy1", "restore"));

        assertThat(standing.onNew()).containsExactly("proxy1");
        assertThat(standing.out()).isEmpty();
    }

    private static Standing after(Result... results) {
        return Standing.of(aPlan("shop", "2"), List.of(results));
    }

    private static Result good(String server, String action) {
        return result(server, action, Outcome.ok("", Duration.ZERO));
    }

    private static Result bad(Status status, String server, String action) {
        return result(server, action, Outcome.without(status, "why", Duration.ZERO));
    }

    private static Result result(String server, String action, Outcome outcome) {
        return new Result(3, Stage.ROTATE, server, action, outcome, Instant.EPOCH);
    }
}
