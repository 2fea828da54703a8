package dev.trikk.inventory.yaml;

import dev.trikk.text.Quoted;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns text into YAML nodes, which know their place. Makes no Java objects, so no tag can ask for one. */
final class Document {
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int DEEPEST = 20;
    private static final int MOST_ALIASES = 1000;

    private final Problems problems;
    private int depth;
    private int aliases;
    private boolean refused;

    private Document(Problems problems) {
        this.problems = problems;
    }

    /** The root of the one document in the text; without one there is a problem that says why. */
    static Optional<Node> compose(String text, Problems problems) {
        if (text.length() > MOST_CHARACTERS) {
            problems.at(Optional.empty(), "The file has more than " + MOST_CHARACTERS + " characters.");
            return Optional.empty();
        }
        LoadSettings settings =
                LoadSettings.builder().setAllowNonScalarKeys(true).build();
        try {
            if (new Document(problems).isRefused(new Parse(settings).parseString(text))) {
                return Optional.empty();
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.at(Optional.empty(), "The file is empty.");
            }
            return root;
        } catch (MarkedYamlEngineException malformed) {
            problems.at(malformed.getProblemMark(), "This is not YAML: " + plain(malformed.getProblem()) + ".");
        } catch (YamlEngineException unreadable) {
            problems.at(Optional.empty(), "This is not YAML: " + plain(unreadable.getMessage()) + ".");
        }
        return Optional.empty();
    }

    private static String plain(String message) {
        return Quoted.plain(message, 200);
    }

    /** Looks at the flat stream of events first: the composer is recursive and would run out of stack. */
    private boolean isRefused(Iterable<Event> events) {
        for (Event event : events) {
            look(event);
            if (refused) {
                return true;
            }
        }
        return false;
    }

    private void look(Event event) {
        if (event instanceof CollectionStartEvent start) {
            depth++;
            refuseIf(depth > DEEPEST, event, "This is nested more than " + DEEPEST + " levels deep.");
            start.getTag().ifPresent(tag -> refuseTag(event, tag));
        } else if (event instanceof CollectionEndEvent) {
            depth--;
        } else if (event instanceof ScalarEvent scalar) {
            scalar.getTag().ifPresent(tag -> refuseTag(event, tag));
        } else if (event instanceof AliasEvent alias) {
            aliases++;
            Anchor anchor = alias.getAlias();
            refuseIf(aliases > MOST_ALIASES, event, "*" + anchor.getValue() + " is one alias too many.");
        }
    }

    private void refuseTag(Event event, String tag) {
        refuseIf(true, event, "Tags such as " + Quoted.of(tag) + " are not allowed here.");
    }

    private void refuseIf(boolean wrong, Event event, String sentence) {
        if (wrong) {
            problems.at(event.getStartMark(), sentence);
            refused = true;
        }
    }
}
