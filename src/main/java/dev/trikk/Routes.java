package dev.trikk;

import dev.trikk.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The route files: found, loaded, started. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String ENDING = ".camel.yaml";

    private Routes() {}

    /**
     * Loads every route file below a folder and starts the routes.
     *
     * @throws CannotStart when there is none, or one is bad; the message names the file
     */
    static void load(CamelContext camel, Path folder) {
        load(camel, folder, List.of(), List.of());
    }

    /**
     * The same with a route of the template notifier for each name. They are there before anything is published, so that no
     * event passes a notifier which is new.
     *
     * @param resting routes that are not started
     */
    static void load(CamelContext camel, Path folder, Collection<String> notifiers, Collection<String> resting) {
        // a misspelt direct: name would wait 30 s otherwise, and then fail only the message at hand
        camel.getComponent("direct", DirectComponent.class).setBlock(false);
        Map<String, Path> ids = new HashMap<>();
        for (Path file : files(folder)) {
            try {
                Resource resource =
                        PluginHelper.getResourceLoader(camel).resolveResource("file:" + file.toAbsolutePath());
                PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
            } catch (Exception e) {
                throw new CannotStart("the route file " + file + " is bad: " + reason(e), e);
            }
            checkIds(camel, file, ids);
        }
        checkConfigurations(camel, folder);
        ((ModelCamelContext) camel)
                .getRouteDefinitions().stream()
                        .filter(route -> resting.contains(route.getRouteId()))
                        .forEach(route -> route.autoStartup(false));
        try {
            for (String name : notifiers) {
                camel.addRouteFromTemplate("notify-" + name, "notifier", Map.of("name", name));
            }
            camel.start();
        } catch (Exception e) {
            throw new CannotStart(inFile(e, ids, "the routes below " + folder) + " cannot be started: " + reason(e), e);
        }
    }

    /** Lets route files name numbers of the settings as {@code {{key}}}. */
    static void numbers(CamelContext camel, Settings settings, String... keys) {
        for (String key : keys) {
            property(camel, key, String.valueOf(settings.number(key)));
        }
    }

    /** Lets route files name durations of the settings as {@code {{key}}}, in milliseconds. */
    static void millis(CamelContext camel, Settings settings, String... keys) {
        for (String key : keys) {
            property(camel, key, String.valueOf(settings.duration(key).toMillis()));
        }
    }

    static void property(CamelContext camel, String key, String value) {
        camel.getPropertiesComponent().addInitialProperty(key, value);
    }

    /** Sends an empty message to an endpoint that must not block; whatever becomes of it is no matter of the caller's. */
    static Runnable nudge(CamelContext camel, String endpoint) {
        ProducerTemplate template = camel.createProducerTemplate();
        return () -> {
            try {
                template.sendBody(endpoint, null);
            } catch (RuntimeException e) {
                // while the routes stop; what was to be looked at is looked at again after the next start
                LOG.debug("{} was not nudged: {}", endpoint, e.getMessage());
            }
        };
    }

    /** The route files below a folder whose names begin so. */
    static List<Path> files(Path folder, String beginning) {
        return files(folder).stream()
                .filter(file -> file.getFileName().toString().startsWith(beginning))
                .toList();
    }

    private static List<Path> files(Path folder) {
        if (Files.notExists(folder)) {
            throw new CannotStart("the folder of routes " + folder + " does not exist; trikk.routes names it");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith(ENDING))
                    // what other routes name must be there before them
                    .sorted(Comparator.comparing(Routes::isForOthers).reversed().thenComparing(file -> file))
                    .toList();
            if (found.isEmpty()) {
                throw new CannotStart(
                        "there is no route file (*" + ENDING + ") below " + folder + "; trikk.routes names the folder");
            }
            return found;
        } catch (IOException e) {
            throw new CannotStart("the routes below " + folder + " cannot be read; trikk.routes names the folder", e);
        }
    }

    private static boolean isForOthers(Path file) {
        return file.getFileName().toString().startsWith("on-");
    }

    /** Camel says nothing of a name under which no configuration is there, and the route goes without. */
    private static void checkConfigurations(CamelContext camel, Path folder) {
        ModelCamelContext model = (ModelCamelContext) camel;
        Set<String> there = model.getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getId)
                .collect(Collectors.toSet());
        for (RouteDefinition route : model.getRouteDefinitions()) {
            String wanted = route.getRouteConfigurationId();
            if (wanted != null && !there.contains(wanted)) {
                throw new CannotStart("the route " + route.getRouteId() + " below " + folder
                        + " names the configuration " + wanted + ", which is not there; there are " + there);
            }
        }
    }

    /** Camel takes a second route with the same id for a new version of the first, and says nothing. */
    private static void checkIds(CamelContext camel, Path file, Map<String, Path> ids) {
        String here = "file:" + file.toAbsolutePath();
        for (RouteDefinition route : ((ModelCamelContext) camel).getRouteDefinitions()) {
            if (route.getResource() != null && here.equals(route.getResource().getLocation())) {
                Path other = ids.putIfAbsent(route.getRouteId(), file);
                if (other != null && !other.equals(file)) {
                    throw new CannotStart("the route files " + other + " and " + file + " both have a route "
                            + route.getRouteId() + "; give one of them another id");
                }
            }
        }
    }

    /** Names the file of the route that failed, where the failure says which one it was. */
    private static String inFile(Throwable e, Map<String, Path> ids, String otherwise) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException failed && ids.containsKey(failed.getRouteId())) {
                return "the route " + failed.getRouteId() + " of " + ids.get(failed.getRouteId());
            }
        }
        return otherwise;
    }

    private static String reason(Throwable e) {
        Throwable cause = CannotStart.root(e);
        if (cause instanceof MarkedYamlEngineException marked) {
            return marked.getProblem()
                    + marked.getProblemMark()
                            .map(mark -> " in line " + (mark.getLine() + 1))
                            .orElse("");
        }
        return String.valueOf(cause.getMessage());
    }
}
