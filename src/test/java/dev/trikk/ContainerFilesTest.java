package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.config.Settings;
import dev.trikk.text.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code Dockerfile} and {@code docker-compose.yml} against the code and the checkout. No container is started here: whether
 * the images can be built and started, this test cannot say.
 */
class ContainerFilesTest {
    private static final String SECRETS = "/run/secrets/";

    @TempDir
    static Path folder;

    private static List<String> dockerfile;
    private static Map<String, Object> compose;

    @BeforeAll
    static void read() throws Exception {
        dockerfile = Files.readString(Path.of("Dockerfile"))
                .replaceAll("(?m)^\\s*#.*\\n", "")
                .replaceAll("\\s*\\\\\\n\\s*", " ")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        compose = asComposeReadsIt();
    }

    /** Compose checks the file against its own schema and writes it out with every reference resolved. */
    private static Map<String, Object> asComposeReadsIt() throws Exception {
        Path out = folder.resolve("compose.yml");
        Path err = folder.resolve("compose.err");
        int exit = new ProcessBuilder("docker-compose", "-f", "docker-compose.yml", "config")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertThat(Files.readString(err)).isEmpty();
        assertThat(exit).isZero();
        return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(out)));
    }

    @Test
    void the_services_are_the_broker_the_ledger_and_the_daemon() {
        assertThat(services()).containsOnlyKeys("broker", "postgres", "trikk");
        assertThat(service("broker").get("image")).isEqualTo(service("trikk").get("image"));
    }

    @Test
    void every_command_is_one_of_trikk() {
        assertThat(dockerfile).contains("ENTRYPOINT [\"./trikk\"]", "CMD [\"serve\"]");
        for (String name : List.of("broker", "trikk")) {
            assertThat(list(service(name).get("command"))).singleElement().satisfies(command -> assertThat(
                            Main.commandLine().getSubcommands())
                    .containsKey(command));
        }
    }

    @Test
    void every_variable_is_a_setting_and_every_secret_one_that_the_service_gets() throws IOException {
        for (String name : List.of("broker", "trikk")) {
            Settings settings = settings(name);

            assertThat(settings.secret("trikk.broker.password")).isPresent();
        }
        assertThat(settings("trikk").optional("trikk.broker.url")).contains("tcp://broker:61616");
        assertThat(settings("trikk").optional("trikk.ledger.url")).contains("jdbc:postgresql://postgres:5432/trikk");
        assertThat(settings("trikk").path("trikk.ssh.key")).hasToString(SECRETS + "ssh-key");
    }

    @Test
    void no_secret_stands_in_the_file() {
        assertThat(services().values()).allSatisfy(service -> assertThat(
                        map(map(service).get("environment")).entrySet())
                .filteredOn(entry -> entry.getKey().contains("PASSWORD"))
                .allSatisfy(entry -> assertThat(entry.getValue().toString()).contains(SECRETS)));
    }

    @Test
    void the_broker_listens_inside_its_network_and_is_published_on_loopback_only() throws IOException {
        Settings settings = settings("broker");

        assertThat(settings.text("trikk.broker.host")).isEqualTo("0.0.0.0");
        String openwire = String.valueOf(settings.number("trikk.broker.openwire.port"));
        String stomp = String.valueOf(settings.number("trikk.broker.stomp.port"));
        String amqp = String.valueOf(settings.number("trikk.broker.amqp.port"));
        assertThat(list(service("broker").get("ports")))
                .containsExactlyInAnyOrder(
                        "127.0.0.1:" + openwire + ":" + openwire + "/tcp",
                        "127.0.0.1:" + stomp + ":" + stomp + "/tcp",
                        "127.0.0.1:" + amqp + ":" + amqp + "/tcp");
        assertThat(service("trikk")).doesNotContainKey("ports");
        assertThat(service("postgres")).doesNotContainKey("ports");
        assertThat(dockerfile).contains("EXPOSE " + openwire + " " + stomp + " " + amqp);
    }

    @Test
    void every_health_check_asks_a_port_that_is_open_then() throws IOException {
        int openwire = settings("broker").number("trikk.broker.openwire.port");

        assertThat(line("HEALTHCHECK")).contains("/dev/tcp/127.0.0.1/" + openwire + "\"");
        assertThat(healthCheck("broker")).endsWith("/dev/tcp/127.0.0.1/" + openwire);
        assertThat(healthCheck("trikk"))
                .contains(
                        "/dev/tcp/127.0.0.1/" + settings("trikk").number("trikk.management.port") + ";",
                        "GET /health/live ");
    }

    @Test
    void the_daemon_starts_when_what_it_needs_is_healthy_and_has_time_to_stop() throws IOException {
        Map<String, Object> needs = map(service("trikk").get("depends_on"));

        assertThat(needs).containsOnlyKeys("broker", "postgres");
        assertThat(needs.values())
                .allSatisfy(need -> assertThat(map(need).get("condition")).isEqualTo("service_healthy"));
        Duration grace = Durations.parse(
                        service("trikk").get("stop_grace_period").toString())
                .orElseThrow();
        assertThat(grace).isGreaterThan(settings("trikk").duration("trikk.stop.timeout"));
    }

    @Test
    void every_volume_is_named_or_a_folder_of_the_checkout() {
        Path here = Path.of("").toAbsolutePath();
        services().forEach((name, service) -> {
            for (String volume : list(map(service).get("volumes"))) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith("/")) {
                    assertThat(Path.of(source)).as(volume).isDirectory().startsWith(here);
                } else {
                    assertThat(map(compose.get("volumes"))).as(volume).containsKey(source);
                }
            }
        });
    }

    @Test
    void everything_that_is_copied_is_in_the_checkout_and_not_ignored() throws IOException {
        List<String> let = Files.readAllLines(Path.of(".dockerignore"));
        List<String> sources = dockerfile.stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .map(line -> line.substring("COPY ".length()).split(" ", -1))
                .flatMap(words -> Stream.of(words).limit(words.length - 1))
                .distinct()
                .toList();

        assertThat(sources).contains("trikk", "routes", "broker-config", "config", "src");
        assertThat(sources).allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(let).contains("!" + source);
        });
    }

    @Test
    void the_image_has_what_the_launcher_and_the_defaults_expect() throws IOException {
        assertThat(Files.readString(Path.of("trikk")))
                .contains("jar=$here/target/trikk.jar", "classes=${jar%.jar}-client.jar", "lib=${jar%/*}/lib");
        assertThat(dockerfile)
                .contains("WORKDIR /opt/trikk")
                .contains("COPY --from=build /build/target/trikk.jar /build/target/trikk-client.jar target/")
                // the jar's manifest names its libraries as lib/NAME, beside it
                .contains("COPY --from=build /build/target/lib target/lib");
        Settings defaults = Settings.load(Optional.empty(), Map.of());
        for (String key : List.of("trikk.routes", "trikk.broker.config", "trikk.inventory")) {
            String first = defaults.path(key).getName(0).toString();
            assertThat(dockerfile).contains("COPY " + first + " " + first);
        }
    }

    @Test
    void every_stage_that_is_named_exists() {
        Set<String> stages = matches("^FROM \\S+ AS (\\S+)$");

        assertThat(stages).containsExactlyInAnyOrder("build", "run");
        assertThat(stages).containsAll(matches("--from=(\\S+)"));
        assertThat(stages)
                .contains(map(service("trikk").get("build")).get("target").toString());
    }

    @Test
    void the_process_is_not_root_and_its_variables_are_settings() {
        assertThat(line("USER")).isEqualTo("USER trikk");
        assertThat(dockerfile).anyMatch(line -> line.contains("useradd") && line.endsWith(" trikk"));
        Map<String, String> environment = Pattern.compile("(TRIKK_[A-Z_]+)=(\\S+)")
                .matcher(line("ENV"))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        assertThat(Settings.load(Optional.empty(), environment).path("trikk.data"))
                .hasToString("/var/lib/trikk/data");
        assertThat(dockerfile).contains("VOLUME /var/lib/trikk");
    }

    /** What a service's variables mean; its secrets are read from files that this test writes. */
    private static Settings settings(String service) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry :
                map(service(service).get("environment")).entrySet()) {
            String value = entry.getValue().toString();
            if (value.contains(SECRETS)) {
                String secret = value.substring(value.lastIndexOf('/') + 1);
                assertThat(secrets(service)).contains(secret);
                assertThat(map(compose.get("secrets"))).containsKey(secret);
                Files.writeString(folder.resolve(secret), "a secret\n");
            }
            environment.put(entry.getKey(), value.replace("file:" + SECRETS, "file:" + folder + "/"));
        }
        return Settings.load(Optional.empty(), environment);
    }

    private static List<String> secrets(String service) {
        return ((Collection<?>) service(service).get("secrets"))
                .stream().map(secret -> map(secret).get("source").toString()).toList();
    }

    private static String healthCheck(String service) {
        List<String> test = list(map(service(service).get("healthcheck")).get("test"));
        return test.get(test.size() - 1);
    }

    private static String line(String instruction) {
        return dockerfile.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    private static Set<String> matches(String regex) {
        return dockerfile.stream()
                .flatMap(line -> Pattern.compile(regex).matcher(line).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> services() {
        return map(compose.get("services"));
    }

    private static Map<String, Object> service(String name) {
        return map(services().get(name));
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, each) -> map.put(key.toString(), each));
        return map;
    }

    private static List<String> list(Object value) {
        return ((Collection<?>) value).stream().map(Object::toString).toList();
    }
}
