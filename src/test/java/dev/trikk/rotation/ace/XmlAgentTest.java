package dev.trikk.rotation.ace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.Link;
import dev.trikk.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Replies as clients of real boxes have met them. */
class XmlAgentTest {
    private static XmlAgent given(String reply) {
        return new XmlAgent(new Http() {
            @Override
            public Link link() {
                return new Link(
                        "front",
                        URI.create("https://ace:10443"),
                        List.of(),
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
            }

            @Override
            public Reply send(Call call) {
                return new Reply(200, Map.of(), reply.getBytes(StandardCharsets.UTF_8), false, Instant.EPOCH);
            }
        });
    }

    @Test
    void one_success_does_not_hide_another_ones_failure() {
        XmlAgent agent = given(
                """
                <response_xml><config_command><command>a</command><status code="100" text="XML_CMD_SUCCESS"/></config_command>
                <config_command><command>b</command><status code = '200' text = 'XML_CMD_FAILURE'>
                <error_command>b</error_command><error_message>unrecognized element - b</error_message></status>
                </config_command></response_xml>
                """);

        assertThatThrownBy(() -> agent.configure("city", List.of("a", "b")))
                .isInstanceOf(Refusal.class)
                .hasMessage("it refused b: unrecognized element - b");
    }

    @Test
    void a_reply_without_a_status_is_no_success() {
        assertThatThrownBy(() ->
                        given("<response_xml>XML_CMD_SUCCESS</response_xml>").configure("city", List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no status");
    }

    @Test
    void elements_go_by_name_wherever_they_stand() throws IOException {
        XmlAgent agent = given(
                """
                <?xml version='1.0'?><!DOCTYPE response_xml [<!ENTITY x SYSTEM "file:/etc/passwd">]>
                <response_xml><exec_command><command>show & tell</command><status code=100 text=ok />
                <xml_show_result><a><b><sf_rs_entry><sf_realserver>app1<rs_state>OPERATIONAL</rs_state>
                <rs_curr_conns> 7 </rs_curr_conns><address>10.0.0.1:8080</address></sf_rs_entry>
                <SF_RS_ENTRY><sf_realserver>&x;</sf_realserver><rs_port>81</rs_port><rs_state>ARP-FAILED</rs_state>
                <rs_curr_conns>0</rs_curr_conns></SF_RS_ENTRY></b></a></xml_show_result></response_xml>
                """);

        assertThat(agent.farm("city", "WEB"))
                .containsExactly(
                        new FarmServer("app1", 8080, "OPERATIONAL", 7), new FarmServer("&x;", 81, "ARP-FAILED", 0));
    }

    @Test
    void a_member_without_what_is_needed_is_not_guessed() {
        String entry =
                "<response_xml><status code='100'/><sf_rs_entry><sf_realserver>a</sf_realserver>%s</sf_rs_entry></response_xml>";

        assertThatThrownBy(() -> given(entry.formatted("<rs_curr_conns>1</rs_curr_conns>"))
                        .farm("c", "f"))
                .hasMessageContaining("without sf_realserver or rs_state");
        assertThatThrownBy(() -> given(entry.formatted("<rs_state>OPERATIONAL</rs_state>"))
                        .farm("c", "f"))
                .hasMessageContaining("for a number");
    }

    @Test
    void columns_go_by_their_header_and_a_state_may_be_two_words() throws IOException {
        String text =
                """
                 serverfarm     : WEB, type: HOST
                 total rservers : 2
                        real   weight state  extra      current    total  failures
                   rserver: app1
                       10.0.0.1:0  8  IN SERVICE STANDBY  x  3   10   0
                         max-conns : -
                   rserver: app2
                       10.0.0.2:8081  8  OPERATIONAL   x 4   10   0
                """;

        assertThat(FarmTable.read(text, "WEB"))
                .containsExactly(
                        new FarmServer("app1", 0, "IN SERVICE STANDBY", 3),
                        new FarmServer("app2", 8081, "OPERATIONAL", 4));
        assertThatThrownBy(() -> FarmTable.read(text.replace(": 2", ": 3"), "WEB"))
                .hasMessageContaining("cut off after 2");
        assertThatThrownBy(() -> FarmTable.read(text, "OTHER")).hasMessageContaining("no serverfarm OTHER");
    }

    @Test
    void prompts_are_known_by_their_form() {
        assertThat(Prompt.at("\r\nace1/Admin# ")).contains(new Prompt("Admin", false));
        assertThat(Prompt.at("x\nace-1/city(config-sfarm-host-rs)# ")).contains(new Prompt("city", true));
        assertThat(Prompt.at("see a/b# c")).isEmpty();
    }
}
