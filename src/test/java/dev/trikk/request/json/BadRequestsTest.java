package dev.trikk.request.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.yaml.YamlInventory;
import dev.trikk.request.BadRequests;
import dev.trikk.request.DeployRequest;
import dev.trikk.request.Form;
import dev.trikk.request.Problem;
import dev.trikk.request.Reading;
import dev.trikk.request.Reading.NotUnderstood;
import dev.trikk.request.Reading.Understood;
import dev.trikk.request.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BadRequestsTest {
    private static final int NUMBER = 10_000;
    private static final long SEED = 120;

    private final JsonRequests requests = new JsonRequests(64 * 1024);
    private Inventory inventory;

    @BeforeEach
    void givenInventory() throws IOException {
        String text = Files.readString(Path.of("config/inventory.example.yaml"));
        inventory = YamlInventory.read(text, "inventory.example.yaml");
    }

    @Test
    void every_bad_request_is_rejected_with_short_printable_reasons() {
        assertThat(BadRequests.of(NUMBER, SEED).map(BadRequestsTest::text)).allSatisfy(text -> assertThat(
                        problems(text))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(21)
                .allSatisfy(problem ->
                        assertThat(problem.toString()).hasSizeLessThan(600).matches("[^\\p{Cc}\\p{Cf}\\p{Cs}]*")));
    }

    @Test
    void whatever_is_understood_has_the_allowed_forms() {
        List<DeployRequest> understood = BadRequests.of(NUMBER, SEED)
                .map(bytes -> requests.read(text(bytes), "ID:1"))
                .flatMap(reading -> reading instanceof Understood good ? Stream.of(good.request()) : Stream.empty())
                .toList();

        assertThat(understood)
                .isNotEmpty()
                .allMatch(request -> Form.ID.fits(request.id()))
                .allMatch(request -> Form.NAME.fits(request.application()))
                .allMatch(request -> Form.VERSION.fits(request.version()))
                .allMatch(request -> Form.NAME.fits(request.environment()))
                .allMatch(request -> request.file().stream().allMatch(Form.FILE::fits))
                .allMatch(request -> request.requestedBy().stream().allMatch(Form.PERSON::fits))
                .allMatch(request -> request.comment().stream().allMatch(Form.COMMENT::fits))
                .allMatch(request -> request.issues().stream().allMatch(Form.ISSUE::fits));
    }

    @Test
    void the_same_seed_gives_the_same_requests() {
        assertThat(BadRequests.of(100, 7).map(BadRequestsTest::text).toList())
                .isEqualTo(BadRequests.of(100, 7).map(BadRequestsTest::text).toList())
                .isNotEqualTo(BadRequests.of(100, 8).map(BadRequestsTest::text).toList());
    }

    private List<Problem> problems(String text) {
        Reading reading = requests.read(text, "ID:1");
        return reading instanceof Understood understood
                ? Rules.check(understood.request(), inventory)
                : ((NotUnderstood) reading).problems();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
