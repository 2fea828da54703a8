package dev.trikk.inventory.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.BadInventory;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.yaml.Reload.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void givenFile() throws IOException {
        file = Files.writeString(
                folder.resolve("inventory.yaml"), InventoryText.example().text());
    }

    @Test
    void it_is_read_at_once() {
        assertThat(new InventoryFile(file).get().application("shop")).isPresent();
    }

    @Test
    void a_missing_file_says_which_key_names_it_and_where_its_form_is_shown() {
        Path missing = folder.resolve("missing.yaml");

        assertThatThrownBy(() -> new InventoryFile(missing))
                .isInstanceOf(BadInventory.class)
                .hasMessageContaining(missing + " does not exist. The key trikk.inventory names this file; "
                        + "config/inventory.example.yaml shows its form.");
    }

    @Test
    void a_broken_or_empty_file_is_refused_at_the_start() throws IOException {
        Files.writeString(file, "");
        assertThatThrownBy(() -> new InventoryFile(file)).hasMessageContaining("The file is empty.");

        Files.write(file, new byte[] {(byte) 0xff, 0});
        assertThatThrownBy(() -> new InventoryFile(file)).hasMessageContaining("cannot be read as UTF-8 text");
    }

    @Test
    void an_untouched_file_is_not_taken_over_again() {
        InventoryFile inventory = new InventoryFile(file);
        Inventory before = inventory.get();

        assertThat(inventory.reloadIfChanged().result()).isEqualTo(Result.UNCHANGED);
        assertThat(inventory.get()).isSameAs(before);
    }

    @Test
    void a_change_is_taken_over_even_when_size_and_time_stay_the_same() throws IOException {
        InventoryFile inventory = new InventoryFile(file);
        FileTime time = Files.getLastModifiedTime(file);

        Files.writeString(file, InventoryText.example().with("jmxPort: 9101", "jmxPort: 9199"));
        Files.setLastModifiedTime(file, time);
        Reload reload = inventory.reloadIfChanged();

        assertThat(reload).isEqualTo(new Reload(Result.RELOADED, "The new inventory in " + file + " is in force."));
        assertThat(inventory.get().application("shop").orElseThrow().jmxPort()).isEqualTo(9199);
    }

    @Test
    void a_broken_edit_is_refused_once_and_the_last_good_inventory_stays_in_force() throws IOException {
        InventoryFile inventory = new InventoryFile(file);
        Inventory before = inventory.get();

        Files.writeString(file, InventoryText.example().with("jmxPort: 9101", "jmxPort: none"));
        Reload first = inventory.reloadIfChanged();
        Reload second = inventory.reloadIfChanged();

        assertThat(first.result()).isEqualTo(Result.REFUSED);
        assertThat(first.sentence()).contains("jmxPort must be a number from 1 to 65535.");
        assertThat(second.result()).isEqualTo(Result.UNCHANGED);
        assertThat(inventory.get()).isSameAs(before);
    }

    @Test
    void the_repair_of_a_broken_edit_is_taken_over() throws IOException {
        InventoryFile inventory = new InventoryFile(file);
        Files.delete(file);

        assertThat(inventory.reloadIfChanged().result()).isEqualTo(Result.REFUSED);
        assertThat(inventory.reloadIfChanged().result()).isEqualTo(Result.UNCHANGED);
        givenFile();
        assertThat(inventory.reloadIfChanged().result()).isEqualTo(Result.RELOADED);
    }
}
