package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Artifact;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Health;
import dev.trikk.inventory.Placement;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.yaml.Fields.Named;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one application, and where it runs. */
final class ApplicationReader {
    private static final String RELOAD = "sudo -n /usr/sbin/apache2ctl graceful";

    private final Problems problems;
    private final Set<String> repositories;
    private final Map<String, Environment> environments;
    /** Applications of one pool run on the same machines: users and ports must not meet there. */
    private final Claims claims;

    ApplicationReader(Problems problems, Set<String> repositories, Map<String, Environment> environments) {
        this.problems = problems;
        this.repositories = repositories;
        this.environments = environments;
        this.claims = new Claims(problems);
    }

    Application read(Named named) {
        Fields fields = named.fields();
        Artifact artifact = artifact(fields);
        String user = user(named);
        int jmxPort = fields.number("jmxPort", 1, 65535);
        Optional<Health> health = fields.fields("health").map(ApplicationReader::health);
        Map<String, Placement> placements = fields.someNamed("environments", this::placement);
        placements.forEach((environment, placement) -> {
            Place place = new Place(named.name(), List.of(environment, placement.pool()));
            place.take(fields.at("user"), "User ", user);
            place.take(fields.at("jmxPort"), "Port ", port(jmxPort));
            health.ifPresent(check -> place.take(fields.at("health"), "Port ", port(check.port())));
            keepAddresses(fields.at("environments"), user, environments.get(environment), placement);
        });
        Application application = new Application(
                named.name(),
                artifact,
                user,
                jmxPort,
                fields.text("xmx", Shape.XMX),
                fields.flag("http"),
                fields.optionalText("reload", Shape.LINE).orElse(RELOAD),
                health,
                ControlReader.read(fields, problems),
                fields.optionalNumber("keep", 2, 100).orElse(3),
                fields.optionalText("deleteOldVersions", Shape.LINE),
                Collections.unmodifiableMap(placements));
        fields.end();
        return application;
    }

    /** Two environments have two lanes: on one server, two deployments would meet. */
    private void keepAddresses(Node place, String user, Environment environment, Placement placement) {
        if (environment == null || placement.pool().isEmpty() || user.isEmpty()) {
            return;
        }
        environment.pool(placement.pool()).servers().stream()
                .filter(name -> !name.isEmpty())
                .map(environment::server)
                .filter(server -> !server.address().isEmpty())
                .map(server -> server.address().toLowerCase(Locale.ROOT) + ":" + server.port())
                .distinct()
                .forEach(address ->
                        claims.keep(place, "environment " + environment.name(), "User " + user + " on " + address));
    }

    private static String port(int port) {
        return port == 0 ? "" : Integer.toString(port);
    }

    /** One application in one pool. */
    private final class Place {
        private final String application;
        private final List<String> where;

        Place(String application, List<String> where) {
            this.application = application;
            this.where = where;
        }

        /** Ill-written values have their own problem already, and would only seem to meet. */
        void take(Node node, String what, String value) {
            if (!value.isEmpty() && !where.contains("")) {
                claims.take(node, application, what + value + " in " + String.join("/", where), where);
            }
        }
    }

    /** An application's name need not be a valid unix user; then the user must be written. */
    private String user(Named named) {
        Optional<String> written = named.fields().optionalText("user", Shape.USER);
        if (written.isEmpty() && !Shape.USER.fits(named.name())) {
            problems.at(
                    named.place(),
                    "user is missing, and the name cannot stand for it: it must be " + Shape.USER.inWords() + ".");
        }
        return written.orElse(named.name());
    }

    private Artifact artifact(Fields fields) {
        String repository = fields.reference("repository", "repository", repositories);
        String[] parts = fields.text("artifact", Shape.ARTIFACT).split(":", -1);
        return new Artifact(
                repository,
                parts[0],
                parts.length > 1 ? parts[1] : "",
                parts.length > 2 ? parts[2] : "zip",
                parts.length > 3 ? Optional.of(parts[3]) : Optional.empty());
    }

    private static Health health(Fields fields) {
        Health health = new Health(
                fields.number("port", 1, 65535),
                fields.text("path", Shape.URL_PATH),
                fields.optionalNumber("proxyPort", 1, 65535),
                fields.optionalText("expect", Shape.LINE),
                fields.optionalNumber("times", 1, 100).orElse(2),
                fields.duration("within", Duration.ofSeconds(60)));
        fields.end();
        return health;
    }

    private Placement placement(Named named) {
        Environment environment = environments.get(named.name());
        if (environment == null) {
            problems.at(
                    named.place(),
                    "There is no environment " + Quoted.of(named.name())
                            + Nearest.question(named.name(), environments.keySet()));
            return new Placement("", Set.of());
        }
        return placement(named.fields(), environment.pools());
    }

    private static Placement placement(Fields fields, List<Pool> pools) {
        String name =
                fields.reference("pool", "pool", pools.stream().map(Pool::name).toList());
        Set<String> disabled = pools.stream()
                .filter(pool -> pool.name().equals(name))
                .flatMap(pool ->
                        fields.references("disabled", "app server of this pool called", pool.appServers()).stream())
                .collect(Collectors.toUnmodifiableSet());
        fields.skip("disabled");
        fields.end();
        return new Placement(name, disabled);
    }
}
