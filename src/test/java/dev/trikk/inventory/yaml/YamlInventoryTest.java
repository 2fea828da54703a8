package dev.trikk.inventory.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Approval;
import dev.trikk.inventory.Artifact;
import dev.trikk.inventory.Balancer;
import dev.trikk.inventory.Closed;
import dev.trikk.inventory.Control;
import dev.trikk.inventory.Drain;
import dev.trikk.inventory.Drain.OnDeadline;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.EnvironmentRules;
import dev.trikk.inventory.Health;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Placement;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Repository;
import dev.trikk.inventory.Rollout;
import dev.trikk.inventory.Rollout.Canary;
import dev.trikk.inventory.Server;
import dev.trikk.inventory.Share;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example inventory, read: what each of its keys means. */
class YamlInventoryTest {

    @Test
    void repositories() throws IOException {
        assertThat(example().repositories())
                .containsExactly(
                        Map.entry(
                                "releases",
                                Repository.open(
                                        "releases",
                                        URI.create("http://artifactory.example.org/artifactory/releases"),
                                        Optional.of(URI.create("http://proxy.example.org:3128")))),
                        Map.entry(
                                "city",
                                new Repository(
                                        "city",
                                        Repository.Type.NEXUS,
                                        URI.create("https://nexus.example.org/repository/city"),
                                        Optional.empty(),
                                        Map.of(
                                                "user",
                                                "trikk",
                                                "password",
                                                "env:NEXUS_PASSWORD",
                                                "trust",
                                                "/etc/trikk/city-ca.pem"))));
    }

    @Test
    void a_balancer_may_have_several_backends() throws IOException {
        Inventory inventory =
                YamlInventory.read(InventoryText.example().with("backend: city", "backend: [city, town]"), "test");

        assertThat(inventory.environment("production").orElseThrow().balancers())
                .singleElement()
                .satisfies(balancer -> assertThat(balancer.settings()).containsEntry("backend", "city,town"));
    }

    @Test
    void a_pool_with_a_balancer_of_the_type_none_has_none_and_may_have_a_single_pair() throws IOException {
        String text = new InventoryText(InventoryText.example().with("{ type: haproxy", "{ type: none } # "))
                .with("minAvailable: 1", "minAvailable: 0");

        Pool pool = YamlInventory.read(text, "test")
                .environment("production")
                .orElseThrow()
                .pools()
                .get(0);

        assertThat(pool.balancer()).isEmpty();
        assertThat(pool.minAvailable()).isZero();
    }

    @Test
    void the_small_environment_has_pairs_of_one_server_and_no_balancer() throws IOException {
        Environment staging = example().environment("staging").orElseThrow();

        assertThat(staging.servers())
                .containsExactly(
                        new Server("test1", "test1.example.org", 22, Optional.empty()),
                        new Server("test2", "test2.example.org", 2222, Optional.of("deploy")));
        assertThat(staging.pools())
                .containsExactly(new Pool(
                        "main",
                        Optional.empty(),
                        List.of(
                                new Pair("first", "test1", "test1", "test1"),
                                new Pair("second", "test2", "test2", "test2")),
                        List.of(),
                        0,
                        new Drain(Duration.ofSeconds(60), OnDeadline.ABORT)));
        assertThat(staging.sources()).containsExactlyInAnyOrder("repository", "local");
        assertThat(staging.reportTo()).isEmpty();
    }

    @Test
    void the_larger_environment_has_pairs_of_two_servers_behind_a_balancer() throws IOException {
        Environment production = example().environment("production").orElseThrow();

        assertThat(production.servers())
                .extracting(Server::name)
                .containsExactly("proxy1", "proxy2", "app1", "app2", "batch1");
        assertThat(production.balancers())
                .containsExactly(new Balancer(
                        "front", "haproxy", Map.of("address", "tcp://haproxy.example.org:9999", "backend", "city")));
        assertThat(production.pools())
                .containsExactly(new Pool(
                        "main",
                        Optional.of("front"),
                        List.of(
                                new Pair("one", "proxy1", "app1", "proxy1"),
                                new Pair("two", "proxy2", "app2", "proxy2")),
                        List.of("batch1"),
                        1,
                        new Drain(Duration.ofSeconds(60), OnDeadline.ABORT),
                        new Rollout(
                                new Share(1, false),
                                Optional.of(new Canary(new Share(1, false), Optional.of(Duration.ofMinutes(10)))),
                                Duration.ofSeconds(30))));
        assertThat(production.supersede()).isTrue();
        assertThat(production.sources()).containsExactly("repository");
        assertThat(production.reportTo()).containsExactly("operations@example.org");
    }

    @Test
    void a_share_of_the_pairs_may_be_written_as_a_part_and_an_approval_has_no_time() throws IOException {
        String text = InventoryText.example()
                .with(
                        "batch: 1 # optional, default 1: pairs that are rotated together, or 25%\n"
                                + "        canary: { batch: 1, hold: 10m }",
                        "batch: 50%\n        canary: { hold: approval }");

        Pool pool = YamlInventory.read(
                        text.replace("gather: 30s", "gather: 0s").replace("minAvailable: 1 ", "minAvailable: 50% "),
                        "inventory.yaml")
                .environment("production")
                .orElseThrow()
                .pool("main");

        assertThat(pool.minAvailable()).isEqualTo(1);
        assertThat(pool.rollout())
                .isEqualTo(new Rollout(
                        new Share(50, true),
                        Optional.of(new Canary(new Share(1, false), Optional.empty())),
                        Duration.ZERO));
    }

    @Test
    void an_application() throws IOException {
        assertThat(example().application("shop"))
                .contains(new Application(
                        "shop",
                        new Artifact("releases", "org.example", "shop", "zip", Optional.of("standalone")),
                        "shop",
                        9101,
                        "512m",
                        true,
                        "sudo -n /usr/sbin/apache2ctl graceful",
                        Optional.of(new Health(
                                9001,
                                "/shop/health",
                                Optional.of(8080),
                                Optional.of("ok ${version}"),
                                2,
                                Duration.ofSeconds(60))),
                        Control.itas(),
                        3,
                        Optional.of("delete_old_versions"),
                        Map.of(
                                "staging", new Placement("main", Set.of()),
                                "production", new Placement("main", Set.of("batch1")))));
    }

    @Test
    void everything_marked_optional_may_be_left_out() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("config/inventory.example.yaml"));
        String text = String.join(
                "\n", lines.stream().filter(line -> !leavesOut(line)).toList());

        Application shop =
                YamlInventory.read(text, "short.yaml").application("shop").orElseThrow();

        assertThat(shop.user()).isEqualTo("shop");
        assertThat(shop.reload()).isEqualTo("sudo -n /usr/sbin/apache2ctl graceful");
        assertThat(shop.http()).isFalse();
        assertThat(shop.control()).isEqualTo(Control.itas());
        assertThat(shop.keep()).isEqualTo(3);
        assertThat(shop.deleteOldVersions()).isEmpty();
        assertThat(shop.health().orElseThrow().times()).isEqualTo(2);
    }

    /** A line whose key is optional as a whole, with the freezes in the lines below theirs; health has further lines below it. */
    private static boolean leavesOut(String line) {
        boolean optional = line.contains("# optional") && !line.contains("health:") && !line.contains("others:");
        return optional || line.contains("reason:");
    }

    @ParameterizedTest
    @CsvSource({
        "itas, itas stop, itas status",
        "'{itas: shop}', itas stop shop, itas status shop",
        "'{systemd: shop@1.service}', sudo -n systemctl stop shop@1.service, "
                + "systemctl is-active --quiet shop@1.service",
        "'{stop: ./down, start: ./up, status: ./ask}', ./down, ./ask",
    })
    void the_process_control_has_four_forms(String written, String stop, String status) throws IOException {
        String text = InventoryText.example().with("control: itas", "control: " + written);

        Control control = YamlInventory.read(text, "inventory.yaml")
                .application("shop")
                .orElseThrow()
                .control();

        assertThat(control.stop()).isEqualTo(stop);
        assertThat(control.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "org.example:shop, zip, ",
        "org.example:shop:tar.gz, tar.gz, ",
        "org.example:shop:zip:bin, zip, bin",
    })
    void an_artifact_has_two_to_four_parts(String written, String type, String classifier) throws IOException {
        String text = InventoryText.example().with("org.example:shop:zip:standalone", written);

        Artifact artifact = YamlInventory.read(text, "inventory.yaml")
                .application("shop")
                .orElseThrow()
                .artifact();

        assertThat(artifact)
                .isEqualTo(new Artifact("releases", "org.example", "shop", type, Optional.ofNullable(classifier)));
    }

    @ParameterizedTest
    @CsvSource({"test1", "test-1.example.org", "10.0.0.1", "127.0.0.255", "::1", "2001:db8::1"})
    void an_address_is_a_dns_name_or_an_ip(String address) throws IOException {
        String text = InventoryText.example().with("test1.example.org", '"' + address + '"');

        Inventory inventory = YamlInventory.read(text, "inventory.yaml");

        assertThat(inventory
                        .environment("staging")
                        .orElseThrow()
                        .server("test1")
                        .address())
                .isEqualTo(address);
    }

    @Test
    void aliases_may_share_a_part() throws IOException {
        String text = InventoryText.example().with("control: itas", "control: &ours { itas: shared }")
                + InventoryText.application("bill", 9102).replace("xmx: 1g", "xmx: 1g\n    control: *ours");

        Inventory inventory = YamlInventory.read(text, "inventory.yaml");

        assertThat(inventory.applications().values())
                .extracting(Application::control)
                .containsExactly(Control.itas("shared"), Control.itas("shared"));
    }

    @Test
    void rules() throws IOException {
        EnvironmentRules rules = example().rules("production");

        assertThat(rules.trains()).isFalse();
        assertThat(rules.approval()).isEqualTo(Approval.ANOTHER);
        assertThat(rules.mayDeploy()).contains(Set.of("ci", "operator", "anna"));
        assertThat(rules.atOnce()).contains(4);
        assertThat(rules.closed(Instant.parse("2026-11-28T12:00:00Z")))
                .containsExactly(
                        new Closed(Optional.of(Instant.parse("2026-11-30T07:00:00Z")), "weekend", true, rules.zone()));
        assertThat(rules.closed(Instant.parse("2026-12-29T12:00:00Z")))
                .extracting(Closed::inWords)
                .containsExactly("until 2027-01-02 08:00 Europe/Oslo (Christmas)");
        assertThat(example().rules("staging")).isEqualTo(EnvironmentRules.NONE);
    }

    private static Inventory example() throws IOException {
        return YamlInventory.read(InventoryText.example().text(), "inventory.example.yaml");
    }
}
