package dev.trikk.rotation.ace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trikk.Patience;
import dev.trikk.demo.ace.AceStandIn;
import dev.trikk.demo.ace.StandInFault;
import dev.trikk.demo.ace.StandInStyle;
import dev.trikk.http.Call;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in one of the two ways only, and that a box is spared. */
class AceFaultsTest {
    private final Boxes boxes = new Boxes();
    private final Pauses time = new Pauses();
    private AceStandIn ace;
    private AceBox box;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws IOException {
        box.close();
        ace.close();
        boxes.close();
    }

    private LoadBalancer xml(StandInStyle style, Duration poll) throws IOException {
        given(style);
        box = boxes.xml(ace, poll, time);
        return balancer();
    }

    private LoadBalancer ssh(StandInStyle style, boolean oldAlgorithms, String password) throws IOException {
        given(style);
        AceLogin login = Boxes.login(ace);
        box = AceBox.ssh(
                new AceLogin(
                        login.host(),
                        login.port(),
                        login.user(),
                        password,
                        login.knownHosts(),
                        oldAlgorithms,
                        Patience.LONG),
                Duration.ZERO,
                Clock.systemUTC());
        return balancer();
    }

    private void given(StandInStyle style) throws IOException {
        ace = new AceStandIn(folder, Boxes.PASSWORD, style);
        URI nobody = URI.create("http://127.0.0.1:1");
        ace.context("city").farm("WEB", Map.of("app1", nobody, "app2", nobody));
    }

    private LoadBalancer balancer() {
        return new AceBalancer(box, "city", List.of(new Farm("WEB", 0)), false, time);
    }

    private static void assertUnavailable(LoadBalancer balancer, String why) {
        assertThatThrownBy(balancer::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(Boxes.PASSWORD);
    }

    @Test
    void statuses_of_http_are_told_with_advice() throws IOException {
        LoadBalancer balancer = xml(StandInStyle.plain(), Duration.ZERO);
        Map<StandInFault, String> words = Map.of(
                StandInFault.UNAUTHORIZED, "it does not know the login (status 401)",
                StandInFault.FORBIDDEN, "it does not know the login (status 403)",
                StandInFault.NOT_FOUND, "it has no /bin/xml_agent (status 404)",
                StandInFault.BROKEN, "it answers with status 500",
                StandInFault.WEB_PAGE, "it sends no response_xml, but <html><body>Device Manager",
                StandInFault.TRUNCATED, "its reply was cut off",
                StandInFault.HUGE, "it sends more than");

        words.forEach((fault, why) -> {
            ace.suffer(fault);
            assertUnavailable(balancer, why);
        });
    }

    @Test
    void a_wrong_charset_does_no_harm() throws IOException {
        LoadBalancer balancer = xml(StandInStyle.plain(), Duration.ZERO);
        ace.suffer(StandInFault.WRONG_CHARSET);

        assertThat(balancer.members()).hasSize(2);
    }

    @Test
    void nobody_listening_is_said_so() throws IOException {
        LoadBalancer balancer = xml(StandInStyle.plain(), Duration.ZERO);
        ace.close();

        assertUnavailable(balancer, "does not take connections");
    }

    @Test
    void a_farm_is_asked_about_once_in_a_while_however_often_one_looks() throws IOException {
        LoadBalancer balancer = xml(StandInStyle.plain(), Duration.ofSeconds(5));

        for (int look = 0; look < 20; look++) {
            balancer.members();
            time.pause(Duration.ofSeconds(1));
        }

        assertThat(ace.lines()).hasSize(4);
        assertThat(balancer.interval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_box_that_cannot_be_read_is_not_asked_again_at_once() throws IOException {
        LoadBalancer balancer = xml(StandInStyle.plain(), Duration.ofSeconds(5));
        ace.suffer(StandInFault.BROKEN);

        assertUnavailable(balancer, "status 500");
        ace.suffer(StandInFault.NONE);
        assertUnavailable(balancer, "status 500");
        time.pause(Duration.ofSeconds(5));

        assertThat(balancer.members()).hasSize(2);
    }

    @Test
    void around_a_change_the_box_is_read_as_it_is_now() throws IOException {
        LoadBalancer balancer = xml(StandInStyle.plain(), Duration.ofSeconds(5));
        balancer.members();

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }

    @Test
    void where_standby_cannot_be_seen_it_is_shut() throws IOException {
        StandInStyle style = new StandInStyle(false, false, "STANDBY", true, false, false);
        LoadBalancer balancer = xml(style, Duration.ZERO);
        ace.context("city").pretend("WEB", "app1", "PROBE-FAILED");
        await().until(() -> balancer.members().stream().noneMatch(member -> member.inService()));

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.OUT);
    }

    @Test
    void the_box_of_a_pair_that_takes_no_configuration_is_told_apart() throws IOException {
        LoadBalancer balancer = xml(new StandInStyle(false, false, "STANDBY", false, true, false), Duration.ZERO);

        assertThatThrownBy(() -> balancer.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("it refused configure")
                .hasMessageContaining("standby unit");
    }

    @Test
    void a_wrong_password_is_said_so() throws IOException {
        assertUnavailable(ssh(StandInStyle.plain(), false, "wrong"), "no login as trikk");
    }

    @Test
    void an_unknown_host_key_is_not_spoken_to() throws IOException {
        LoadBalancer balancer = ssh(StandInStyle.plain(), false, Boxes.PASSWORD);
        Files.writeString(ace.knownHosts(), "");

        assertUnavailable(balancer, "is not known; after checking the fingerprint: ssh-keyscan");
    }

    @Test
    void old_algorithms_are_spoken_only_where_that_is_allowed() throws IOException {
        StandInStyle old = new StandInStyle(false, false, "STANDBY", false, false, true);

        assertUnavailable(ssh(old, false, Boxes.PASSWORD), "127.0.0.1");
        stopBox();
        assertThat(ssh(old, true, Boxes.PASSWORD).members()).hasSize(2);
    }

    private void stopBox() throws IOException {
        box.close();
        ace.close();
    }

    @Test
    void one_session_serves_for_everything() throws IOException {
        LoadBalancer balancer = ssh(StandInStyle.plain(), false, Boxes.PASSWORD);

        balancer.drain("app1");
        balancer.shut("app1");
        balancer.restore("app1");

        assertThat(ace.sessions()).isEqualTo(1);
    }

    @Test
    void pages_are_turned() throws IOException {
        given(StandInStyle.plain());
        box = AceBox.ssh(Boxes.login(ace), Duration.ZERO, Clock.systemUTC());
        Map<String, URI> many = new TreeMap<>();
        for (int number = 10; number < 60; number++) {
            many.put("app" + number, URI.create("http://127.0.0.1:1"));
        }
        ace.context("Admin").farm("MANY", many);
        Sessions sessions = new Sessions(Boxes.login(ace));

        try (var client = sessions.client();
                var session = sessions.open(client);
                Console console = new Console(session, Boxes.TIMEOUT)) {
            String text = console.run("show serverfarm MANY");

            assertThat(FarmTable.read(text, "MANY")).hasSize(50);
        }
    }

    @Test
    void what_is_wrong_with_a_call_is_refused_by_the_stand_in() throws Exception {
        given(StandInStyle.plain());
        box = boxes.xml(ace, Duration.ZERO, time);
        var wrong = AceBox.xml(boxes.http(ace.xml(), ace.certificate(), "wrong"), Duration.ZERO, time);

        assertThatThrownBy(() -> wrong.farmNow("city", "WEB")).hasMessageContaining("status 403");
        assertThat(boxes.http(ace.xml(), ace.certificate(), Boxes.PASSWORD)
                        .send(Call.get("/bin/xml_agent"))
                        .status())
                .isEqualTo(501);
        assertThat(boxes.http(ace.xml(), ace.certificate(), Boxes.PASSWORD)
                        .send(Call.form("/bin/xml_agent", Map.of("xml_cmd", "<request_xml/>")))
                        .text())
                .contains("XML_CMD_FAILURE", "XML_ERR_ELEM_INVALID");
    }
}
