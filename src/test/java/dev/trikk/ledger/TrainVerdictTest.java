package dev.trikk.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Deployment.Ending;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TrainVerdictTest {
    @Property(tries = 200)
    void a_train_has_succeeded_if_and_only_if_each_of_its_deployments_has(@ForAll @Size(max = 6) List<Ending> endings) {
        boolean all = endings.stream().allMatch(Ending.SUCCEEDED::equals);

        assertThat(TrainVerdict.of(endings).ending() == Ending.SUCCEEDED).isEqualTo(all);
    }

    @Property(tries = 200)
    void a_train_has_failed_only_where_nothing_of_it_was_left(@ForAll @Size(min = 1, max = 6) List<Ending> endings) {
        Set<Ending> landed = EnumSet.of(Ending.SUCCEEDED, Ending.PARTIAL);

        Ending verdict = TrainVerdict.of(endings).ending();

        assertThat(landed.contains(verdict)).isEqualTo(endings.stream().anyMatch(landed::contains));
    }

    @Property(tries = 200)
    void the_order_does_not_matter(@ForAll @Size(max = 6) List<Ending> endings, @ForAll Random random) {
        List<Ending> other = new ArrayList<>(endings);
        Collections.shuffle(other, random);

        assertThat(TrainVerdict.of(other)).isEqualTo(TrainVerdict.of(endings));
    }

    @Test
    void its_reason_counts_the_endings() {
        assertThat(TrainVerdict.of(List.of(Ending.SUCCEEDED, Ending.ROLLED_BACK, Ending.SUCCEEDED)))
                .isEqualTo(new TrainVerdict(Ending.PARTIAL, "3 deployments: 2 succeeded, 1 rolled back"));
        assertThat(TrainVerdict.of(List.of(Ending.CANCELLED)))
                .isEqualTo(new TrainVerdict(Ending.CANCELLED, "1 deployment: 1 cancelled"));
        assertThat(TrainVerdict.of(List.of())).isEqualTo(new TrainVerdict(Ending.SUCCEEDED, "nothing was to do"));
    }
}
