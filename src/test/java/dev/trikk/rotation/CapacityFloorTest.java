package dev.trikk.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.rotation.Member.Rotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CapacityFloorTest {
    private static final int CASES = 5_000;
    private static final List<Rotation> MOSTLY_IN =
            List.of(Rotation.IN, Rotation.IN, Rotation.IN, Rotation.DRAINING, Rotation.OUT);

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

    @Test
    void nothing_that_is_allowed_takes_capacity_below_the_floor() {
        generated(pool -> {
            if (pool.allowed() && pool.servingAfter() < pool.servingBefore()) {
                assertThat(pool.servingAfter()).as(pool.toString()).isGreaterThanOrEqualTo(pool.floor());
            }
        });
    }

    @Test
    void nothing_is_refused_that_keeps_the_floor_or_takes_nobody_out_of_service() {
        generated(pool -> {
            if (pool.servingAfter() >= pool.floor() || pool.servingAfter() == pool.servingBefore()) {
                assertThat(pool.allowed()).as(pool.toString()).isTrue();
            }
        });
    }

    @Test
    void whoever_may_leave_under_a_floor_may_leave_under_a_lower_one() {
        generated(pool -> {
            if (pool.allowed() && pool.floor() > 0) {
                Pool lower = new Pool(pool.members(), pool.leaving(), pool.floor() - 1);
                assertThat(lower.allowed()).as(pool.toString()).isTrue();
            }
        });
    }

    private record Pool(List<Member> members, Set<String> leaving, int floor) {
        boolean allowed() {
            return new CapacityFloor(floor).objection(members, leaving).isEmpty();
        }

        long servingBefore() {
            return members.stream().filter(Member::inService).count();
        }

        long servingAfter() {
            return members.stream()
                    .filter(member -> member.inService() && !leaving.contains(member.name()))
                    .count();
        }
    }

    private static void generated(Consumer<Pool> property) {
        Random random = new Random(36);
        for (int number = 0; number < CASES; number++) {
            List<Member> members = new ArrayList<>();
            for (int member = random.nextInt(6); member >= 0; member--) {
                Rotation rotation = MOSTLY_IN.get(random.nextInt(MOSTLY_IN.size()));
                members.add(new Member("proxy" + member, rotation, random.nextInt(4) > 0, random.nextInt(9)));
            }
            Set<String> leaving = members.stream()
                    .map(Member::name)
                    .filter(name -> random.nextInt(3) == 0)
                    .collect(Collectors.toSet());
            property.accept(new Pool(members, leaving, random.nextInt(5)));
        }
    }

    private static Member serving(String name) {
        return new Member(name, Rotation.IN, true, 0);
    }

    private static Member sick(String name) {
        return new Member(name, Rotation.IN, false, 0);
    }
}
