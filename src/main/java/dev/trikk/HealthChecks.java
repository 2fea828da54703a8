package dev.trikk;

import dev.trikk.operate.Check;
import dev.trikk.operate.Watch;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.impl.health.ContextHealthCheck;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;

/**
 * Whether this process lives, and whether it can take requests, for whoever asks over HTTP. The checks read what was seen last, so
 * they answer at once.
 */
final class HealthChecks {
    private HealthChecks() {}

    /** Registers them; call it before the routes are started. */
    static void bind(CamelContext camel, Watch watch) {
        DefaultHealthCheckRegistry registry = new DefaultHealthCheckRegistry(camel);
        // a line for each, also for those that are well
        registry.setExposureLevel("full");
        ContextHealthCheck context = new ContextHealthCheck();
        context.setCamelContext(camel);
        registry.register(context);
        watch.readiness().forEach(check -> registry.register(new Readiness(check.name(), watch)));
        camel.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
    }

    private static final class Readiness extends AbstractHealthCheck {
        private final String name;
        private final Watch watch;

        Readiness(String name, Watch watch) {
            super("trikk", name);
            this.name = name;
            this.watch = watch;
        }

        @Override
        public boolean isLiveness() {
            return false;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
            Check check = watch.readiness().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            (check.isWell() ? result.up() : result.down()).message(check.says());
        }
    }
}
