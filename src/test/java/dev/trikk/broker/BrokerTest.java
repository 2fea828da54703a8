package dev.trikk.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
    @TempDir
    private Path data;

    @Test
    void a_client_can_connect_to_the_url_of_a_connector_as_it_is() throws Exception {
        try (Broker broker = new Broker(
                Path.of("broker-config/activemq.xml"),
                Map.of(
                        "trikk.data", data.toString(),
                        "trikk.broker.host", "127.0.0.1",
                        "trikk.broker.openwire.port", "0",
                        "trikk.broker.stomp.port", "0",
                        "trikk.broker.amqp.port", "0",
                        "trikk.broker.user", "trikk",
                        "trikk.broker.password", "secret",
                        "trikk.broker.ci.password", "other",
                        "trikk.broker.operator.password", "third"))) {

            String url = broker.url("openwire").toString();

            try (Connection connection = new ActiveMQConnectionFactory("ci", "other", url).createConnection()) {
                connection.start();
                assertThat(connection.getMetaData().getJMSProviderName()).isEqualTo("ActiveMQ");
            }
        }
    }
}
