package dev.trikk.inventory.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every type of balancer and notifier is described, with each of its settings, on a page of its own or with others. */
class TypesTest {
    private static final Path PAGES = Path.of("docs/connect");

    @TestFactory
    Stream<DynamicTest> a_page_shows_each_type_and_names_its_settings() {
        return Stream.of(Types.BALANCERS, Types.NOTIFIERS)
                .flatMap(types -> types.entrySet().stream())
                .map(type -> DynamicTest.dynamicTest(type.getKey(), () -> assertDescribed(type)));
    }

    private static void assertDescribed(Map.Entry<String, TypeForm> type) throws IOException {
        List<String> pages =
                pages().filter(page -> page.contains("type: " + type.getKey())).toList();
        assertThat(pages).as("pages that show type: %s", type.getKey()).isNotEmpty();
        // what all systems over HTTP have is described once
        String common = Files.readString(PAGES.resolve("notifiers.md"));
        assertThat(type.getValue().keys())
                .allSatisfy(key -> assertThat(pages.get(0) + common).containsPattern("\\b" + key + "(:|`)"));
    }

    private static Stream<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".md")).map(TypesTest::read).toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
