package dev.trikk.notify.cdevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Result;
import dev.trikk.notify.Notice;
import dev.trikk.notify.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CdEventTest {
    private static final String SOURCE = "https://trikk.example.org";

    private final List<String> published = new ArrayList<>();
    private final CdEventsChannel channel = new CdEventsChannel(SOURCE, published::add, "a list");

    private void tell(Ending ending, List<Result> results) {
        channel.tell(notice(Shop.ended(ending), results));
    }

    private static Notice notice(Deployment deployment, List<Result> results) {
        return new Notice(Shop.event(Event.Type.ENDED), Optional.of(deployment), results);
    }

    private JsonNode event() throws Exception {
        assertThat(published).hasSize(1);
        return new ObjectMapper().readTree(published.get(0));
    }

    @Test
    void a_new_version_where_another_ran_is_an_upgrade() throws Exception {
        tell(Ending.SUCCEEDED, Shop.allWell());

        JsonNode event = event();
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("dev.cdevents.service.upgraded.0.3.0");
        assertThat(event.path("source").asText()).isEqualTo(SOURCE);
        assertThat(event.path("subject").asText()).isEqualTo("shop");
        JsonNode data = event.path("data");
        assertThat(data.at("/context/specversion").asText()).isEqualTo("0.5.1");
        assertThat(data.at("/context/id")).isEqualTo(event.path("id"));
        assertThat(data.at("/context/type")).isEqualTo(event.path("type"));
        assertThat(data.at("/context/timestamp")).isEqualTo(event.path("time"));
        assertThat(UUID.fromString(data.at("/context/chainId").asText())).isNotNull();
        assertThat(data.at("/subject/content/environment/id").asText()).isEqualTo("production");
        assertThat(data.at("/subject/content/artifactId").asText())
                .isEqualTo("pkg:maven/org.example/shop@1.4.2?type=zip");
        assertThat(data.at("/customData/deployment").asText()).isEqualTo("shop-17");
    }

    /** The schemas of 0.5.1 allow no field beside these, which it requires, and {@code source}, {@code chainId} and what is custom. */
    @Test
    void it_has_the_fields_that_its_schema_knows_and_no_other() throws Exception {
        tell(Ending.SUCCEEDED, Shop.allWell());

        JsonNode data = event().path("data");
        assertThat(names(data)).containsExactlyInAnyOrder("context", "subject", "customData", "customDataContentType");
        assertThat(names(data.path("context")))
                .containsExactlyInAnyOrder("specversion", "id", "source", "type", "timestamp", "chainId");
        assertThat(names(data.path("subject"))).containsExactlyInAnyOrder("id", "source", "content");
        assertThat(names(data.at("/subject/content"))).containsExactlyInAnyOrder("environment", "artifactId");
        assertThat(names(data.at("/subject/content/environment"))).containsExactlyInAnyOrder("id", "source");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void the_first_release_is_deployed() throws Exception {
        tell(Ending.SUCCEEDED, List.of());

        assertThat(event().path("type").asText()).isEqualTo("dev.cdevents.service.deployed.0.3.0");
    }

    @Test
    void what_is_back_on_the_release_before_was_rolled_back_to_it() throws Exception {
        List<Result> alike = Shop.allWell().stream()
                .filter(result -> List.of("proxy1", "app1").contains(result.server()))
                .toList();

        tell(Ending.ROLLED_BACK, alike);

        assertThat(event().path("type").asText()).isEqualTo("dev.cdevents.service.rolledback.0.3.0");
        assertThat(event().at("/data/subject/content/artifactId").asText()).contains("@1.4.1?");
    }

    @Test
    void endings_without_a_word_in_the_vocabulary_are_not_told() {
        tell(Ending.FAILED, Shop.allWell());
        tell(Ending.PARTIAL, Shop.allWell());
        tell(Ending.CANCELLED, Shop.allWell());
        channel.tell(new Notice(Shop.event(Event.Type.STEPPED), Optional.empty(), List.of()));

        assertThat(published).isEmpty();
    }

    @Test
    void nobody_is_told_of_a_way_back_to_different_versions() {
        tell(Ending.ROLLED_BACK, Shop.allWell());

        assertThat(published).isEmpty();
    }

    @Test
    void the_same_notice_is_the_same_event_to_the_letter() {
        tell(Ending.SUCCEEDED, Shop.allWell());
        tell(Ending.SUCCEEDED, Shop.allWell());

        assertThat(published.get(0)).isEqualTo(published.get(1));
    }
}
