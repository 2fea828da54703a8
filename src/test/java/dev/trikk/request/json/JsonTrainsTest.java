package dev.trikk.request.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.request.Problem;
import dev.trikk.request.Reading;
import dev.trikk.request.Reading.NotUnderstood;
import dev.trikk.request.Reading.UnderstoodTrain;
import dev.trikk.request.TrainRequest.All;
import dev.trikk.request.TrainRequest.From;
import dev.trikk.request.TrainRequest.Item;
import dev.trikk.request.TrainRequest.Listed;
import dev.trikk.request.TrainRequest.Load;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTrainsTest {
    private final JsonRequests requests = new JsonRequests(10_000);

    @Test
    void a_train_carries_all_or_what_runs_elsewhere_or_a_list() {
        assertThat(load("{\"all\": true}")).isEqualTo(new All("release", List.of()));
        assertThat(load("{\"all\": true, \"version\": \"latest\", \"except\": [\"shop\"]}"))
                .isEqualTo(new All("latest", List.of("shop")));
        assertThat(load("{\"from\": \"production\"}")).isEqualTo(new From("production", List.of()));
        assertThat(load("{\"deployments\": [{\"application\": \"shop\", \"version\": \"1\"}]}"))
                .isEqualTo(new Listed(List.of(new Item("shop", "1"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | $.train: Exactly one of these must be here: all, from, deployments.",
                "{\"all\": true, \"from\": \"production\"} | $.train: Exactly one of these must be here: all, from, deployments.",
                "{\"from\": \"production\", \"version\": \"1\"} | $.train: version only goes with all.",
                "{\"deployments\": []} | $.train.deployments: At least one entry must be there.",
                "{\"deployments\": [{\"application\": \"shop\", \"version\": \"1\"}], \"except\": [\"a\"]} | $.train.except: This field does not belong here; leave it out.",
                "{\"deployments\": [{\"application\": \"shop\", \"version\": \"1\"}, {\"application\": \"parking\"}]} | $.train.deployments[1].version: This field is missing.",
                "{\"deployments\": [{\"application\": \"shop\", \"version\": \"1 2\"}]} | $.train.deployments[0].version: \"1 2\" must be up to 100 letters, digits, dots (never two together), underscores, plus signs or hyphens, or a range of such versions: [1.2,2.0).",
                "{\"deployments\": [{\"aplication\": \"shop\", \"application\": \"shop\", \"version\": \"1\"}]} | $.train.deployments[0]: There is no field \"aplication\"; did you mean application?",
                "{\"except\": [\"a b\"], \"all\": true} | $.train.except[0]: \"a b\" must be up to 64 letters, digits, dots, underscores or hyphens."
            })
    void what_is_wrong_is_told_with_its_place(String train, String problem) {
        assertThat(problems("{\"action\": \"train\", \"environment\": \"staging\", \"train\": " + train + "}"))
                .containsExactly(problem);
    }

    @Test
    void a_train_names_no_application_and_a_deployment_no_train() {
        assertThat(problems("{\"action\": \"train\", \"environment\": \"staging\", \"application\": \"shop\"}"))
                .containsExactlyInAnyOrder(
                        "$.train: This field is missing.",
                        "$.application: This field does not belong here; leave it out.");
        assertThat(
                        problems(
                                "{\"application\": \"shop\", \"version\": \"1\", \"environment\": \"staging\", \"train\": {\"all\": true}}"))
                .containsExactly("$.train: This field does not belong here; leave it out.");
    }

    private Load load(String train) {
        Reading reading = requests.read(
                "{\"action\": \"train\", \"environment\": \"staging\", \"train\": " + train + "}", "ID:1");
        assertThat(reading).isInstanceOf(UnderstoodTrain.class);
        return ((UnderstoodTrain) reading).request().load();
    }

    private List<String> problems(String text) {
        Reading reading = requests.read(text, "ID:1");
        assertThat(reading).isInstanceOf(NotUnderstood.class);
        return ((NotUnderstood) reading)
                .problems().stream().map(Problem::toString).toList();
    }
}
