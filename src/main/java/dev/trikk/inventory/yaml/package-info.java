/**
 * Reads the inventory from a YAML file and takes over its changes.
 * Read {@link dev.trikk.inventory.yaml.YamlInventory} first; {@code config/inventory.example.yaml} shows the form.
 * May depend on {@code dev.trikk.inventory}, {@code dev.trikk.text}, snakeyaml-engine and slf4j.
 */
package dev.trikk.inventory.yaml;
