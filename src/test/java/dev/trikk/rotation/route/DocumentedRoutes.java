package dev.trikk.rotation.route;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The route files of docs/connect/route.md, as they stand there but for the address. */
final class DocumentedRoutes {
    private static final Pattern ROUTE = Pattern.compile("(?ms)^```yaml route\n(.*?)^```$");

    private DocumentedRoutes() {}

    static CamelContext start(URI balancer) throws Exception {
        return start(balancer, route -> true);
    }

    static CamelContext start(URI balancer, Predicate<String> wanted) throws Exception {
        List<String> routes = ROUTE.matcher(Files.readString(Path.of("docs/connect/route.md")))
                .results()
                .map(block -> block.group(1).replace("http://balancer.example.org", balancer.toString()))
                .filter(wanted)
                .toList();
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getComponent("direct", DirectComponent.class).setBlock(false);
        for (int i = 0; i < routes.size(); i++) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString("route" + i + ".camel.yaml", routes.get(i)));
        }
        camel.start();
        return camel;
    }
}
