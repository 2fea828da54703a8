package dev.trikk;

import dev.trikk.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
        // a misspelt direct: name would wait 30 s otherwise, and then fail only the message at hand
        camel.getComponent("direct", DirectComponent.class).setBlock(false);
        for (Path file : files(folder)) {
            try {
                Resource resource =
                        PluginHelper.getResourceLoader(camel).resolveResource("file:" + file.toAbsolutePath());
                PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
            } catch (Exception e) {
                throw new CannotStart("the route file " + file + " is bad: " + root(e), e);
            }
        }
        try {
            camel.start();
        } catch (RuntimeException e) {
            throw new CannotStart("the routes below " + folder + " cannot be started: " + root(e), e);
        }
    }

    /** Lets route files name numbers of the settings as {@code {{key}}}. */
    static void numbers(CamelContext camel, Settings settings, String... keys) {
        for (String key : keys) {
            property(camel, key, String.valueOf(settings.number(key)));
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

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
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

    private static String root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
