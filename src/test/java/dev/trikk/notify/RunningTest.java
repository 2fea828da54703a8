package dev.trikk.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Deployment.Ending;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunningTest {
    @Test
    void a_lane_runs_what_its_last_success_has_left() {
        assertThat(Running.of(List.of(Shop.ended(Ending.ROLLED_BACK), Shop.ended(Ending.SUCCEEDED))))
                .contains(new Running(
                        "shop",
                        Optional.of("1.4.2"),
                        "shop-17",
                        "1.4.2",
                        Ending.ROLLED_BACK,
                        Shop.NOON.plusSeconds(200),
                        Optional.of("kari@example.org")));
    }

    @Test
    void nothing_is_known_of_a_lane_without_deployments_or_without_a_success() {
        assertThat(Running.of(List.of())).isEmpty();
        assertThat(Running.of(List.of(Shop.ended(Ending.FAILED))))
                .map(Running::version)
                .contains(Optional.empty());
    }
}
