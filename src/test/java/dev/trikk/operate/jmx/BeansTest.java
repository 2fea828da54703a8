package dev.trikk.operate.jmx;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.anApplication;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.control.MemberControl;
import dev.trikk.control.Reply;
import dev.trikk.control.StageControl;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Ledger.LedgerUnavailable;
import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Pauses;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.Tally;
import dev.trikk.operate.StageCounts;
import dev.trikk.operate.Watch;
import dev.trikk.operate.WatchTest;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BeansTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final List<String> calls = new ArrayList<>();
    private Inventory inventory = inventory(true);
    private boolean balancerAway;
    private final Beans beans = new Beans(server, ports(), () -> List.of("fetch", "rotate"));

    @BeforeEach
    void show() {
        beans.refresh();
    }

    @AfterEach
    void close() {
        beans.close();
    }

    @Test
    void every_stage_pool_and_lane_has_a_bean() throws Exception {
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "dev.trikk:type=Stage,name=fetch",
                        "dev.trikk:type=Stage,name=rotate",
                        "dev.trikk:type=Pool,environment=production,name=main",
                        "dev.trikk:type=Lane,environment=production,application=shop");
    }

    @Test
    void to_show_them_nobody_is_asked_anything() {
        assertThat(calls).isEmpty();
    }

    @Test
    void they_follow_the_inventory_and_go_with_the_daemon() throws Exception {
        inventory = inventory(false);
        beans.refresh();
        assertThat(names()).noneMatch(name -> name.contains("type=Lane"));

        inventory = inventory(true);
        beans.refresh();
        assertThat(names()).anyMatch(name -> name.contains("type=Lane"));

        beans.close();
        assertThat(names()).isEmpty();
    }

    @Test
    void everything_is_named_and_described() throws Exception {
        for (ObjectName name : server.queryNames(new ObjectName("dev.trikk:*"), null)) {
            MBeanInfo info = server.getMBeanInfo(name);
            Stream<MBeanFeatureInfo> parts = Stream.of(
                            Stream.of(info.getAttributes()),
                            Stream.of(info.getOperations()),
                            Stream.of(info.getOperations()).flatMap(operation -> Stream.of(operation.getSignature())))
                    .flatMap(part -> part);

            assertThat(info.getDescription()).contains(" ").doesNotContain("Information on");
            assertThat(parts).allSatisfy(part -> {
                assertThat(part.getDescription()).contains(" ").isNotEqualTo("Attribute exposed for management");
                assertThat(part.getDescription()).doesNotContain("Operation exposed for management");
                assertThat(part.getName()).doesNotMatch("(p|arg)\\d");
            });
        }
    }

    @Test
    void operations_are_marked_as_such() throws Exception {
        assertThat(server.getMBeanInfo(stage()).getOperations())
                .allMatch(operation -> operation.getImpact() == MBeanOperationInfo.ACTION)
                .extracting(MBeanOperationInfo::getName)
                .containsExactlyInAnyOrder("pause", "resume");
    }

    @Test
    void a_stage_tells_how_it_stands() throws Exception {
        assertThat(server.getAttribute(stage(), "State")).isEqualTo("OPEN");
        assertThat(server.getAttribute(stage(), "Paused")).isEqualTo(true);
        assertThat(server.getAttribute(stage(), "PausedBy").toString()).contains("paused by anna");
        assertThat(server.getAttribute(stage(), "Waiting")).as("not known").isEqualTo(-1L);
        assertThat(server.getAttribute(stage(), "InFlight")).isEqualTo(1L);
        assertThat(server.getAttribute(stage(), "Done")).isEqualTo(20L);
        assertThat(server.getAttribute(stage(), "Failed")).isEqualTo(3L);
    }

    @Test
    void operations_say_what_they_did() throws Exception {
        Object said =
                server.invoke(stage(), "pause", new Object[] {"new switch"}, new String[] {String.class.getName()});

        assertThat(said).isEqualTo("did pause [rotate, JMX, new switch]");
        assertThat(server.invoke(pool(), "restore", new Object[] {"proxy1"}, new String[] {String.class.getName()}))
                .isEqualTo("did restore [production, main, proxy1, JMX]");
    }

    @Test
    void what_goes_wrong_is_a_sentence_that_every_client_can_read() throws Exception {
        Object said = server.invoke(stage(), "resume", new Object[0], new String[0]);

        assertThat(said).isEqualTo("Not done: the ledger did not answer.");
    }

    @Test
    void a_pool_tells_what_its_balancer_sees_and_who_has_taken_whom_out() throws Exception {
        assertThat((String[]) server.getAttribute(pool(), "Members"))
                .containsExactly("proxy1: draining, healthy, 3 connections", "proxy2: in, not healthy, 0 connections");
        assertThat((String[]) server.getAttribute(pool(), "Drained"))
                .containsExactly("proxy1: since 1970-01-01T00:00:00Z, by hand, by anna: new disk");

        balancerAway = true;
        assertThat((String[]) server.getAttribute(pool(), "Members"))
                .containsExactly("the balancer cannot be asked: connection refused");
    }

    @Test
    void a_lane_in_which_nothing_moves_says_so() throws Exception {
        ObjectName lane = new ObjectName("dev.trikk:type=Lane,environment=production,application=shop");

        assertThat(server.getAttribute(lane, "Active")).isEqualTo("");
        assertThat(server.getAttribute(lane, "Waiting")).isEqualTo(5);
        assertThat(server.getAttribute(lane, "Release")).isEqualTo("");
        assertThat(server.getAttribute(lane, "Why")).isEqualTo("Nothing is on its way.");
    }

    private Set<String> names() throws Exception {
        return server.queryNames(new ObjectName("dev.trikk:*"), null).stream()
                .map(ObjectName::toString)
                .collect(Collectors.toSet());
    }

    private static ObjectName stage() throws Exception {
        return new ObjectName("dev.trikk:type=Stage,name=rotate");
    }

    private static ObjectName pool() throws Exception {
        return new ObjectName("dev.trikk:type=Pool,environment=production,name=main");
    }

    private static Inventory inventory(boolean withShop) {
        return new Inventory(
                Map.of(),
                Map.of("production", aPairedEnvironment()),
                withShop ? Map.of("shop", anApplication("shop")) : Map.of());
    }

    private Ports ports() {
        return new Ports(
                () -> inventory,
                port(Ledger.class, Map.of("lanes", Map.of(), "history", List.of())),
                port(
                        Rotations.class,
                        Map.of(
                                "drained",
                                List.of(Drained.byHand(
                                        "production",
                                        "main",
                                        "proxy1",
                                        new Drained.Hand("anna", "new disk"),
                                        Instant.EPOCH,
                                        Optional.empty())))),
                port(Pauses.class, Map.of("paused", List.of(new PausedStage("rotate", "anna", Instant.EPOCH, "")))),
                port(Alarms.class, Map.of("open", List.of())),
                port(Tally.Counting.class, Map.of("waiting", 5)),
                balancer -> port(LoadBalancer.class, Map.of()),
                stage -> new StageCounts(true, "trikk." + stage, 1, 20, 3),
                new Watch(
                        WatchTest.answering(Tally.Counting.class, null),
                        WatchTest.answering(Rotations.class, null),
                        WatchTest.answering(Pauses.class, null),
                        () -> null,
                        () -> true,
                        Clock.systemUTC()),
                control(StageControl.class),
                control(MemberControl.class));
    }

    private <T> T port(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    if (method.getName().equals("members")) {
                        return members();
                    }
                    return answers.get(method.getName());
                }));
    }

    private List<Member> members() {
        if (balancerAway) {
            throw new BalancerUnavailable("connection refused", null);
        }
        return List.of(
                new Member("proxy1", Member.Rotation.DRAINING, true, 3),
                new Member("proxy2", Member.Rotation.IN, false, 0));
    }

    private static <T> T control(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("resume")) {
                        throw new LedgerUnavailable("the ledger did not answer", null);
                    }
                    return Reply.done("did " + method.getName() + " " + List.of(arguments));
                }));
    }
}
