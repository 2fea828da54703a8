package dev.trikk.inventory.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of an inventory, to be changed in one place. */
record InventoryText(String text) {

    static InventoryText example() throws IOException {
        return new InventoryText(Files.readString(Path.of("config/inventory.example.yaml")));
    }

    /** The text with its first {@code before} replaced, which must be there. */
    String with(String before, String after) {
        assertThat(text).contains(before);
        int begin = text.indexOf(before);
        return text.substring(0, begin) + after + text.substring(begin + before.length());
    }

    /** One more application, to be added at the end of the example. */
    static String application(String name, int jmxPort) {
        return """
              %s:
                artifact: org.example:%s
                repository: releases
                jmxPort: %d
                xmx: 1g
                environments:
                  production: { pool: main }
            """
                .formatted(name, name, jmxPort);
    }
}
