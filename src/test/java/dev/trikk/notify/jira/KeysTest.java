package dev.trikk.notify.jira;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.request.DeployRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static DeployRequest request(List<String> issues, String comment) {
        return new DeployRequest(
                "build-99",
                "shop",
                "1.4.2",
                "production",
                "repository",
                Optional.empty(),
                Optional.empty(),
                issues,
                Optional.of(comment),
                false);
    }

    @Test
    void without_projects_only_the_listed_issues_count() {
        assertThat(Keys.of(request(List.of("SHOP-1", "SHOP-2", "SHOP-1"), "SHOP-3 reads UTF-8 now"), Set.of()))
                .containsExactly("SHOP-1", "SHOP-2");
    }

    @Test
    void keys_of_the_projects_are_found_in_the_comment_and_others_are_left_to_others() {
        DeployRequest request = request(
                List.of("SHOP-1", "PARK-7"),
                "SHOP-3: reads UTF-8 now; (SHOP-4), SHOP-1; not XSHOP-5, SHOP-06, SHOP-7x, my-SHOP-8");

        assertThat(Keys.of(request, Set.of("SHOP"))).containsExactly("SHOP-1", "SHOP-3", "SHOP-4");
        assertThat(Keys.projects(List.of("SHOP-1", "PARK-7", "SHOP-3"))).containsExactly("SHOP", "PARK");
    }
}
