package dev.trikk.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The contract itself. */
class ContractTest {
    private final Contract contract = new Contract();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void every_operation_has_a_name_of_its_own_a_summary_and_says_who_may() {
        assertThat(contract.operations()).extracting(Operation::id).doesNotHaveDuplicates();
        assertThat(contract.operations()).allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asText()).endsWith(".");
            assertThat(operation.isOpen() || operation.role().isPresent() || operation.knowsOtherWays())
                    .isTrue();
        });
    }

    @Test
    void every_reference_leads_somewhere() {
        Pattern.compile("\\$ref: \"#([^\"]+)\"")
                .matcher(contract.text())
                .results()
                .forEach(reference -> assertThat(
                                contract.document().at(reference.group(1)).isMissingNode())
                        .as(reference.group())
                        .isFalse());
    }

    @Test
    void an_answer_that_does_not_keep_it_is_found_out() {
        Operation me = operation("readMe");
        ObjectNode good = json.createObjectNode().put("name", "anna");
        good.putArray("roles").add("viewer");

        assertThat(contract.checkAnswer(me, 200, "application/json", good)).isEmpty();
        assertThat(contract.checkAnswer(me, 200, "application/json", json.createObjectNode()))
                .isNotEmpty();
        assertThat(contract.checkAnswer(me, 200, "text/html", good)).isNotEmpty();
        assertThat(contract.checkAnswer(me, 418, "application/json", good)).isNotEmpty();
    }

    @Test
    void a_body_that_does_not_keep_it_is_found_out() {
        Operation command = operation("commandDeployment");

        assertThat(contract.check(command, json.createObjectNode().put("command", "cancel")))
                .isEmpty();
        assertThat(contract.check(command, json.createObjectNode().put("command", "explode")))
                .isNotEmpty();
        assertThat(contract.check(command, json.createArrayNode())).isNotEmpty();
    }

    private Operation operation(String id) {
        return contract.operations().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
