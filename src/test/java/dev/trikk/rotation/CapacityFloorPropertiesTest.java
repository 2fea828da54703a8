package dev.trikk.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.rotation.Member.Rotation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CapacityFloorPropertiesTest {
    private static final int LARGEST = 6;

    @Property(tries = 2_000)
    void nothing_that_is_allowed_takes_capacity_below_the_floor(@ForAll("pools") Pool pool) {
        assertThat(!pool.allowed()
                        || pool.servingAfter() == pool.servingBefore()
                        || pool.servingAfter() >= pool.floor())
                .isTrue();
    }

    @Property(tries = 2_000)
    void nothing_is_refused_that_keeps_the_floor_or_takes_nobody_out_of_service(@ForAll("pools") Pool pool) {
        assertThat(pool.allowed() || (pool.servingAfter() < pool.floor() && pool.servingAfter() < pool.servingBefore()))
                .isTrue();
    }

    @Property(tries = 2_000)
    void whoever_may_leave_under_a_floor_may_leave_under_a_lower_one(@ForAll("pools") Pool pool) {
        Pool lower = new Pool(pool.members(), pool.leaving(), Math.max(0, pool.floor() - 1));

        assertThat(!pool.allowed() || lower.allowed()).isTrue();
    }

    record Pool(List<Member> members, Set<String> leaving, int floor) {
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

    @Provide
    Arbitrary<Pool> pools() {
        return Combinators.combine(
                        members().list().ofMinSize(1).ofMaxSize(LARGEST),
                        Arbitraries.integers().between(0, LARGEST - 1).set(),
                        Arbitraries.integers().between(0, LARGEST))
                .as((members, leaving, floor) -> {
                    List<Member> named = IntStream.range(0, members.size())
                            .mapToObj(i -> named("proxy" + i, members.get(i)))
                            .toList();
                    Set<String> names = leaving.stream()
                            .filter(i -> i < named.size())
                            .map(i -> named.get(i).name())
                            .collect(Collectors.toSet());
                    return new Pool(named, names, floor);
                });
    }

    /** Most are in service. */
    private static Arbitrary<Member> members() {
        return Combinators.combine(
                        Arbitraries.of(Rotation.IN, Rotation.IN, Rotation.IN, Rotation.DRAINING, Rotation.OUT),
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.integers().between(0, 9))
                .as((rotation, healthy, sessions) -> new Member("", rotation, healthy, sessions));
    }

    private static Member named(String name, Member member) {
        return new Member(name, member.rotation(), member.healthy(), member.sessions());
    }
}
