package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.trikk.control.CommandFormat.Reading.Freezing;
import dev.trikk.control.json.JsonCommands;
import dev.trikk.inventory.yaml.YamlInventory;
import dev.trikk.ledger.Alarm;
import dev.trikk.request.Reading;
import dev.trikk.request.Reading.Understood;
import dev.trikk.request.Reading.UnderstoodTrain;
import dev.trikk.request.json.JsonRequests;
import dev.trikk.script.ExitCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** The documents say what is: their links, examples, keys and names are those of the code. */
class DocumentsTest {
    private static final Document ARCHITECTURE = Document.of(Path.of("docs/architecture.md"));
    private static final Document INVENTORY = Document.of(Path.of("docs/inventory.md"));
    private static final Document OPERATIONS = Document.of(Path.of("docs/operations.md"));

    @Test
    void every_relative_link_leads_to_a_file_and_its_heading() throws IOException {
        assertThat(Document.all()).hasSizeGreaterThan(12);

        assertThat(inAll(Document::deadLinks)).isEmpty();
    }

    @Test
    void every_inventory_that_is_shown_can_be_read() throws IOException {
        assertThat(blocks("yaml inventory")).hasSizeGreaterThanOrEqualTo(3).allSatisfy(block -> assertThatCode(
                        () -> YamlInventory.read(block, "a document's inventory"))
                .doesNotThrowAnyException());
    }

    @Test
    void every_request_that_is_shown_is_understood() throws IOException {
        assertThat(blocks("json request")).hasSizeGreaterThanOrEqualTo(2).allSatisfy(block -> assertThat(read(block))
                .isInstanceOfAny(Understood.class, UnderstoodTrain.class));
    }

    @Test
    void every_command_that_is_shown_in_json_is_understood() throws IOException {
        assertThat(blocks("json command")).hasSizeGreaterThanOrEqualTo(2).allSatisfy(block -> assertThat(
                        new JsonCommands(10_000).read(block, "ID:1"))
                .isInstanceOf(Freezing.class));
    }

    @Test
    void every_route_that_is_shown_can_be_loaded() throws IOException {
        assertThat(blocks("yaml route")).isNotEmpty().allSatisfy(block -> assertThatCode(() -> load(block))
                .doesNotThrowAnyException());
    }

    @Test
    void every_key_queue_and_file_called_trikk_exists() throws IOException {
        Predicate<String> known = knownWords();

        assertThat(inAll(document -> document.unknownWords(known))).isEmpty();
    }

    @Test
    void every_exit_code_of_scripts_is_explained_to_operators() {
        assertThat(ExitCode.values())
                .filteredOn(code -> !OPERATIONS.text().contains("\n| " + code.code() + " | `" + code + "` |"))
                .isEmpty();
    }

    @Test
    void every_kind_of_alarm_is_explained_to_operators() {
        assertThat(Alarm.Kind.values())
                .filteredOn(kind -> !OPERATIONS.text().contains("\n| `" + kind + "` | "))
                .isEmpty();
    }

    @Test
    void every_route_file_is_named() throws IOException {
        assertThat(routes()).hasSizeGreaterThan(10);

        assertThat(routes())
                .map(route -> "`" + route.replace(".camel.yaml", "") + "`")
                .filteredOn(name -> !ARCHITECTURE.text().contains(name)
                        && !OPERATIONS.text().contains(name))
                .isEmpty();
    }

    @Test
    void the_table_of_inventory_keys_has_exactly_those_that_are_read() throws IOException {
        Set<String> documented = INVENTORY.rowsOfCode().stream()
                .filter(path -> path.contains(".*."))
                .map(path -> path.substring(path.lastIndexOf('.') + 1))
                .filter(key -> !GROUPS.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(keysThatAreRead());
    }

    @Test
    void every_decision_has_its_parts_and_no_number_is_left_out() throws IOException {
        List<Document> decisions = Document.all().stream()
                .filter(document -> document.file().startsWith("docs/adr"))
                .toList();

        for (int i = 0; i < decisions.size(); i++) {
            assertThat(decisions.get(i).file().getFileName().toString()).startsWith("%04d-".formatted(i + 1));
            assertThat(decisions.get(i).text())
                    .startsWith("# " + (i + 1) + ". ")
                    .contains("\nDate: ", "\nStatus: ", "\n## Context\n", "\n## Decision\n", "\n## Consequences\n");
        }
    }

    @Test
    void mistakes_are_found() {
        Document planted = new Document(
                Path.of("docs/planted.md"),
                """
                See [this](architecture.md#the-two-doors), [that](nowhere.md) and [a part](glossary.md#no-such-part).
                Set trikk.ssh.kay, or look into `trikk.reqests`; trikk.ssh.key is right.
                ```json request
                {"application": "shop", "versoin": "1.0", "environment": "production"}
                ```
                """);

        assertThat(planted.deadLinks()).containsExactly("nowhere.md", "glossary.md#no-such-part");
        assertThat(planted.unknownWords(Set.of("trikk.ssh.key")::contains))
                .containsExactly("trikk.ssh.kay", "trikk.reqests");
        assertThat(planted.blocks("json request")).singleElement().satisfies(block -> assertThat(read(block))
                .isNotInstanceOf(Understood.class));
    }

    private static List<String> inAll(Function<Document, List<String>> look) throws IOException {
        return Document.all().stream()
                .flatMap(document -> look.apply(document).stream().map(found -> document.file() + ": " + found))
                .toList();
    }

    private static List<String> blocks(String mark) throws IOException {
        return Document.all().stream()
                .flatMap(document -> document.blocks(mark).stream())
                .toList();
    }

    private static Reading read(String request) {
        return new JsonRequests(65_536).read(request, "no-id");
    }

    private static void load(String route) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            Resource resource = ResourceHelper.fromString("shown.camel.yaml", route);
            PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
            assertThat(camel.getRouteDefinitions()).hasSize(1);
        }
    }

    private static List<String> routes() throws IOException {
        Path folder = Path.of("routes");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    /** Keys of the configuration, queues of the routes and the broker, and the few files and switches that are called so. */
    private static Predicate<String> knownWords() throws IOException {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("config/trikk.properties"))) {
            keys.load(reader);
        }
        Set<String> known = new TreeSet<>(keys.stringPropertyNames());
        List<Path> sources = new ArrayList<>(List.of(Path.of("broker-config/activemq.xml")));
        routes().forEach(route -> sources.add(Path.of("routes", route)));
        Pattern queue = Pattern.compile("(?:queue:|physicalName=\"|queue=\"|topic:VirtualTopic\\.)(trikk\\.\\w+)");
        for (Path source : sources) {
            queue.matcher(Files.readString(source)).results().forEach(match -> known.add(match.group(1)));
        }
        known.addAll(Set.of("trikk.jar", "trikk.properties", "trikk.local.properties", "trikk.log"));
        // files that a document tells the reader to make
        known.addAll(Set.of("trikk.service", "trikk.sock", "trikk.jsh", "trikk.pub"));
        // a queue that a sender names
        known.add("trikk.answers.NAME");
        return known::contains;
    }

    /** What the readers ask for by name. They report every other key as a mistake. */
    private static Set<String> keysThatAreRead() throws IOException {
        Pattern asking = Pattern.compile("(?:[.( ](?:has|text|texts|optionalText|word|words|number|optionalNumber|flag"
                + "|duration|requiredDuration|time|share|least|url|optionalUrl|reference|references|fields|someNamed|named))"
                + "\\(\\s*(?:balancer, |fields, |shared \\? )?\"(\\w+)\"(?: : \"(\\w+)\")?");
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> readers = Files.walk(Path.of("src/main/java/dev/trikk/inventory/yaml"))) {
            for (Path reader : readers.filter(Files::isRegularFile).toList()) {
                asking.matcher(Files.readString(reader))
                        .results()
                        .flatMap(match -> Stream.of(match.group(1), match.group(2)))
                        .filter(key -> key != null && !GROUPS.contains(key))
                        .forEach(keys::add);
            }
        }
        return keys;
    }

    /** Keys that only hold others; the others' paths name them. */
    private static final Set<String> GROUPS = Set.of(
            "repositories",
            "environments",
            "applications",
            "notifiers",
            "servers",
            "balancers",
            "pools",
            "pairs",
            "drain",
            "canary",
            "health");
}
