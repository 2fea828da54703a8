package dev.trikk.remote.ssh;

import static dev.trikk.remote.ssh.Door.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.remote.Outcome;
import dev.trikk.remote.Outcome.Status;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.ssh.SshConstants;
import org.apache.camel.component.ssh.SshEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PooledSshComponentTest {
    @TempDir
    Path folder;

    private InProcessSsh server;
    private SshSessions sessions;
    private DefaultCamelContext context;
    private ProducerTemplate template;

    @BeforeEach
    void open() throws Exception {
        server = new InProcessSsh(folder);
        Path key = Keys.write(server.clientKey(), folder.resolve("id"));
        Path knownHosts = Door.knownHosts(folder, Door.knownHost(server.port(), server.hostKey()));
        sessions = new SshSessions(SshSettings.defaults(key, knownHosts));
        context = new DefaultCamelContext();
        context.getRegistry().bind("ssh", new PooledSshComponent(sessions));
        context.getComponent("direct", DirectComponent.class).setBlock(false);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void close() {
        context.stop();
        sessions.close();
        server.close();
    }

    private Message send(Object body) {
        return template.send("ssh:app@127.0.0.1:" + server.port(), exchange -> exchange.getMessage()
                        .setBody(body))
                .getMessage();
    }

    @Test
    void the_outcome_is_the_body_and_the_headers_are_those_of_camels_own_component() {
        Message message = send(script("echo broken >&2; exit 3"));

        assertThat(message.getBody(Outcome.class).status()).isEqualTo(Status.FAILED);
        assertThat(message.getHeader(SshConstants.EXIT_VALUE)).isEqualTo(3);
        assertThat(message.getHeader(SshConstants.STDERR)).isEqualTo("broken\n");
    }

    @Test
    void a_body_that_is_neither_script_nor_upload_is_a_fault_of_the_route() {
        Exchange exchange = template.send(
                "ssh:app@127.0.0.1:" + server.port(), sent -> sent.getMessage().setBody("rm -rf /"));

        assertThat(exchange.getException()).isInstanceOf(InvalidPayloadException.class);
        assertThat(server.sessionsEver()).isZero();
    }

    @Test
    void an_endpoint_knows_login_address_and_port_as_camels_own_does() {
        SshEndpoint endpoint = context.getEndpoint("ssh:app@my_server.example.org:2222", SshEndpoint.class);

        assertThat(endpoint.getUsername()).isEqualTo("app");
        assertThat(endpoint.getHost()).isEqualTo("my_server.example.org");
        assertThat(endpoint.getPort()).isEqualTo(2222);
    }

    @Test
    void options_and_polling_are_refused() {
        assertThatThrownBy(() -> context.getEndpoint("ssh:app@web1:22?password=x"))
                .hasStackTraceContaining("ssh: takes no options here");
        assertThatThrownBy(() -> context.getEndpoint("ssh:app@web1:22").createConsumer(exchange -> {}))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_route_that_is_not_there_makes_servers_unreachable() {
        Outcome outcome = new RouteOnServer(template).run(Door.server(server.port()), "app", script("true"));

        assertThat(outcome.status()).isEqualTo(Status.UNREACHABLE);
        assertThat(outcome.stderr()).contains("direct:on-server");
    }
}
