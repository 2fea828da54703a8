package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Share;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The keys of one mapping. Its getters never fail: what is wrong becomes a problem and a stand-in is returned, so that
 * reading goes on and finds the rest. {@link #end} reports the keys nobody asked for. A key without a value counts as
 * left out.
 */
final class Fields {
    private final Node place;
    private final Problems problems;
    private final Scalars scalars;
    private final Map<String, ScalarNode> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    /** Where no mapping stands, that is the one problem: its keys are not missing on top. */
    private final boolean isMapping;

    private Fields(Node place, Problems problems) {
        this.place = place;
        this.isMapping = place instanceof MappingNode;
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    static Fields of(Node node, Problems problems) {
        Fields fields = new Fields(node, problems);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(fields::add);
        } else {
            problems.at(node, "Here must be keys with values.");
        }
        return fields;
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.at(tuple.getKeyNode(), "A key must be a simple text.");
        } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
            problems.at(key, Quoted.of(key.getValue()) + " is already there.");
        } else {
            keys.put(key.getValue(), key);
        }
    }

    /** Where the value of a key begins, or the whole mapping when it has none: the place for a problem. */
    Node at(String key) {
        return values.getOrDefault(key, place);
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    private Optional<Node> node(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key))
                .filter(node -> !node.getTag().equals(Tag.NULL));
    }

    private Optional<Node> required(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty() && isMapping) {
            problems.at(at(key), key + " is missing.");
        }
        return node;
    }

    String text(String key, Shape shape) {
        return required(key).map(node -> scalars.text(node, key, shape)).orElse("");
    }

    Optional<String> optionalText(String key, Shape shape) {
        return node(key).map(node -> scalars.text(node, key, shape));
    }

    /** A required setting that may also be written as a number, {@code true} or {@code false}. */
    String setting(String key, Shape shape) {
        return required(key)
                .map(node -> node instanceof ScalarNode scalar
                        ? scalars.shaped(scalar, key, shape)
                        : scalars.text(node, key, shape))
                .orElse("");
    }

    Optional<String> word(String key, List<String> words) {
        return node(key).map(node -> scalars.word(node, key, words));
    }

    int number(String key, int lowest, int highest) {
        return required(key)
                .map(node -> scalars.number(node, key, lowest, highest))
                .orElse(0);
    }

    Optional<Integer> optionalNumber(String key, int lowest, int highest) {
        return node(key).map(node -> scalars.number(node, key, lowest, highest));
    }

    boolean flag(String key) {
        return flag(key, false);
    }

    boolean flag(String key, boolean preset) {
        return node(key).map(node -> scalars.flag(node, key)).orElse(preset);
    }

    Duration duration(String key, Duration preset) {
        return node(key).map(node -> scalars.duration(node, key)).orElse(preset);
    }

    Duration requiredDuration(String key) {
        return required(key).map(node -> scalars.duration(node, key)).orElse(Duration.ofSeconds(1));
    }

    /** A duration that may be none at all. */
    Duration time(String key, Duration preset) {
        return node(key).map(node -> scalars.time(node, key)).orElse(preset);
    }

    Share share(String key, Share preset) {
        return node(key).flatMap(node -> scalars.share(node, key)).orElse(preset);
    }

    /** A number that is written as such, or as a part of something, rounded up. */
    Optional<Integer> least(String key, int whole) {
        return node(key).map(node -> scalars.least(node, key, whole));
    }

    URI url(String key) {
        return required(key).map(node -> scalars.url(node, key)).orElse(URI.create(""));
    }

    Optional<URI> optionalUrl(String key) {
        return node(key).map(node -> scalars.url(node, key));
    }

    /** The name of something that is described elsewhere in the inventory; empty when there is no such thing. */
    String reference(String key, String what, Collection<String> known) {
        return checked(at(key), what, text(key, Shape.NAME), known);
    }

    private String checked(Node node, String what, String name, Collection<String> known) {
        if (name.isEmpty() || known.contains(name)) {
            return name;
        }
        problems.at(node, "There is no " + what + " " + Quoted.of(name) + Nearest.question(name, known));
        return "";
    }

    /** A list of texts, without the ill-shaped ones; one that is not there is empty. */
    List<String> texts(String key, Shape shape) {
        return list(key, entry -> scalars.text(entry, "an entry of " + key, shape));
    }

    /** A list of some of a few words. */
    List<String> words(String key, List<String> words) {
        return list(key, entry -> scalars.word(entry, "an entry of " + key, words));
    }

    /** A list of names of something that is described elsewhere in the inventory, without those that are not. */
    List<String> references(String key, String what, Collection<String> known) {
        return list(key, entry -> checked(entry, what, scalars.text(entry, "an entry of " + key, Shape.NAME), known));
    }

    private List<String> list(String key, Function<Node, String> reader) {
        Set<String> texts = new LinkedHashSet<>();
        for (Node entry : node(key).map(node -> entries(node, key)).orElse(List.of())) {
            String text = reader.apply(entry);
            if (!text.isEmpty() && !texts.add(text)) {
                problems.at(entry, Quoted.of(text) + " is already in this list.");
            }
        }
        return List.copyOf(texts);
    }

    private List<Node> entries(Node node, String key) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.at(node, key + " must be a list: [one, two].");
        return List.of();
    }

    /** Something with a name, and where that name is written. */
    record Named(String name, Node place, Fields fields) {}

    /** Reads every entry of a mapping from names to things, in the order of the file. */
    <T> Map<String, T> named(String key, Function<Named, T> reader) {
        Map<String, T> things = new LinkedHashMap<>();
        node(key)
                .map(node -> of(node, problems))
                .ifPresent(entries -> entries.keys.forEach((name, place) -> {
                    scalars.shaped(place, "The name", Shape.NAME);
                    things.put(name, reader.apply(new Named(name, place, of(entries.values.get(name), problems))));
                }));
        return things;
    }

    /** The same where there must be at least one. */
    <T> Map<String, T> someNamed(String key, Function<Named, T> reader) {
        Map<String, T> things = named(key, reader);
        if (things.isEmpty() && isMapping && (!has(key) || at(key) instanceof MappingNode)) {
            problems.at(at(key), key + " must have at least one entry.");
        }
        return things;
    }

    /** The value of an optional key, which is a mapping itself. */
    Optional<Fields> fields(String key) {
        return node(key).map(node -> of(node, problems));
    }

    /** A list of mappings. */
    List<Fields> listed(String key) {
        return node(key)
                .map(node -> entries(node, key).stream()
                        .map(entry -> of(entry, problems))
                        .toList())
                .orElse(List.of());
    }

    /** Whether the value of the key is this simple word. */
    boolean is(String key, String word) {
        return node(key)
                .filter(node ->
                        node instanceof ScalarNode scalar && scalar.getValue().equals(word))
                .isPresent();
    }

    /** Whether the value of the key is a simple one. */
    boolean isText(String key) {
        return node(key).filter(ScalarNode.class::isInstance).isPresent();
    }

    /** Says that the key is known, though it could not be read. */
    void skip(String key) {
        asked.add(key);
    }

    /** Says that all known keys have been asked for: the others are mistakes. */
    void end() {
        keys.forEach((key, node) -> {
            if (!asked.contains(key)) {
                problems.at(node, "There is no key " + Quoted.of(key) + " here" + Nearest.question(key, asked));
            }
        });
    }
}
