package dev.trikk;

import dev.trikk.broker.Broker;
import dev.trikk.config.Settings;
import java.util.Map;

/** The keys that {@code broker-config/activemq.xml} names. */
final class BrokerConfiguration {
    private BrokerConfiguration() {}

    static Broker start(Settings settings, Passwords passwords) {
        return new Broker(
                settings.path("trikk.broker.config"),
                Map.of(
                        "trikk.data",
                                settings.path("trikk.data").toAbsolutePath().toString(),
                        "trikk.broker.host", settings.text("trikk.broker.host"),
                        "trikk.broker.openwire.port", String.valueOf(settings.number("trikk.broker.openwire.port")),
                        "trikk.broker.stomp.port", String.valueOf(settings.number("trikk.broker.stomp.port")),
                        "trikk.broker.amqp.port", String.valueOf(settings.number("trikk.broker.amqp.port")),
                        "trikk.broker.user", settings.text("trikk.broker.user"),
                        "trikk.broker.password", passwords.daemon(),
                        "trikk.broker.ci.password", passwords.ci(),
                        "trikk.broker.operator.password", passwords.operator()));
    }
}
