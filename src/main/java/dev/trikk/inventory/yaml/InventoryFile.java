package dev.trikk.inventory.yaml;

import dev.trikk.inventory.BadInventory;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.yaml.Reload.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inventory in force, read from a file. Safe for several threads. Has no thread of its own: somebody must look. */
public final class InventoryFile implements Supplier<Inventory> {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryFile.class);

    private final Path file;
    private volatile Inventory inForce;
    /** What the last look found: a text, or why there was none. Compared as a whole; a clock may miss a quick edit. */
    private String lastSeen;

    /**
     * Reads the file.
     *
     * @param file what {@code trikk.inventory} names
     * @throws BadInventory when it is not there or wrong
     */
    public InventoryFile(Path file) {
        this.file = file;
        reload();
    }

    /** The last good inventory. Never blocks. */
    @Override
    public Inventory get() {
        return inForce;
    }

    /**
     * Looks at the file, and takes over what is new in it. Reads the file each time, which takes about a millisecond, so
     * call it every few seconds. A broken edit is logged and returned once; after that, until the next edit, nothing has
     * changed.
     */
    public synchronized Reload reloadIfChanged() {
        try {
            return reload() ? reloaded() : new Reload(Result.UNCHANGED, file + " has not changed.");
        } catch (BadInventory bad) {
            LOG.warn(
                    "The inventory was edited, and is refused; the last good one stays in force. {}", bad.getMessage());
            return new Reload(Result.REFUSED, bad.getMessage());
        }
    }

    private Reload reloaded() {
        LOG.info("The new inventory in {} is in force.", file);
        return new Reload(Result.RELOADED, "The new inventory in " + file + " is in force.");
    }

    private boolean reload() {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            String sentence = sentence(unreadable);
            if (sentence.equals(lastSeen)) {
                return false;
            }
            lastSeen = sentence;
            throw new BadInventory(List.of(sentence));
        }
        if (text.equals(lastSeen)) {
            return false;
        }
        lastSeen = text;
        inForce = YamlInventory.read(text, file.toString());
        return true;
    }

    private String sentence(IOException unreadable) {
        return unreadable instanceof NoSuchFileException
                ? file + " does not exist. The key trikk.inventory names this file; "
                        + "config/inventory.example.yaml shows its form."
                : file + " cannot be read as UTF-8 text (" + unreadable + ").";
    }
}
