package dev.trikk.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.rotation.Member.Rotation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapacityFloorTest {
    @Test
    void one_of_two_may_leave_when_one_must_stay() {
        List<Member> pool = List.of(serving("proxy1"), serving("proxy2"));

        assertThat(new CapacityFloor(1).objection(pool, Set.of("proxy1"))).isEmpty();
    }

    @Test
    void the_objection_says_what_would_be_left() {
        List<Member> pool = List.of(
                serving("proxy1"), serving("proxy2"), new Member("proxy3", Rotation.DRAINING, true, 0), sick("proxy4"));

        assertThat(new CapacityFloor(2).objection(pool, Set.of("proxy1")))
                .contains("without proxy1, 1 of 4 members would be in service (proxy2); at least 2 must be");
    }

    @Test
    void what_is_not_in_service_may_leave_even_below_the_floor() {
        List<Member> pool = List.of(serving("proxy1"), sick("proxy2"));

        assertThat(new CapacityFloor(2).objection(pool, Set.of("proxy2"))).isEmpty();
    }

    @Test
    void an_unknown_member_is_an_error_and_no_permission() {
        assertThatThrownBy(() -> new CapacityFloor(0).objection(List.of(serving("proxy1")), Set.of("proxy9")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("proxy9");
        assertThatThrownBy(() -> new CapacityFloor(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Member serving(String name) {
        return new Member(name, Rotation.IN, true, 0);
    }

    private static Member sick(String name) {
        return new Member(name, Rotation.IN, false, 0);
    }
}
