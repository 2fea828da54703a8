package dev.trikk;

import dev.trikk.config.Settings;
import dev.trikk.intake.http.Listener;
import dev.trikk.operate.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;

/**
 * What operators' tools read of a running daemon. Everything is counted always; over HTTP it can be read where the settings name a
 * port.
 */
final class Management {
    private Management() {}

    /** Where everything in this process is counted: one for each Camel context. */
    static MeterRegistry meters(CamelContext camel) {
        MeterRegistry known =
                camel.getRegistry().lookupByNameAndType(MicrometerConstants.METRICS_REGISTRY_NAME, MeterRegistry.class);
        if (known != null) {
            return known;
        }
        MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        camel.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        return meters;
    }

    /**
     * Counts what the routes do, too, and listens; call it before they are loaded.
     *
     * @param watch tells whether requests are taken
     * @throws CannotStart when it cannot listen where the settings say
     */
    static void bind(CamelContext camel, Settings settings, Watch watch) {
        meters(camel);
        HealthChecks.bind(camel, watch);
        try {
            if (settings.number("trikk.management.port") > 0) {
                camel.addService(server(settings), true, true);
            }
            camel.addService(prometheus(), true, true);
        } catch (CannotStart e) {
            throw e;
        } catch (Exception e) {
            throw new CannotStart(
                    "Trikk cannot show its metrics on " + settings.text("trikk.management.host") + ":"
                            + settings.number("trikk.management.port") + ": "
                            + CannotStart.root(e).getMessage()
                            + "; trikk.management.host and trikk.management.port say where",
                    e);
        }
    }

    private static ManagementHttpServer server(Settings settings) throws IOException {
        Listener.requireFree(settings.text("trikk.management.host"), settings.number("trikk.management.port"));
        ManagementHttpServer server = new ManagementHttpServer();
        server.setHost(settings.text("trikk.management.host"));
        server.setPort(settings.number("trikk.management.port"));
        server.setMetricsEnabled(true);
        server.setHealthCheckEnabled(true);
        server.setHealthPath("/health");
        JolokiaDoor.open(settings, server);
        return server;
    }

    private static MicrometerPrometheus prometheus() {
        MicrometerPrometheus prometheus = new MicrometerPrometheus();
        prometheus.setPath("/metrics");
        prometheus.setBinders("jvm-memory,jvm-gc,jvm-thread,processor,uptime");
        prometheus.setSkipCamelInfo(true);
        // it would make a series of every address of every system
        prometheus.setEnableExchangeEventNotifier(false);
        return prometheus;
    }
}
