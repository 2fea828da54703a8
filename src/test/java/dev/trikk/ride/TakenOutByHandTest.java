package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operators take a member out of a real HAProxy's rotation, and put it back. */
class TakenOutByHandTest {
    private static final String POOL = "type=Pool,environment=production,name=main";

    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop");

    @BeforeAll
    static void givenSomethingRuns() throws Exception {
        GROUND.fleet().release("shop", "1.0,1.1,1.2");
        GROUND.daemon().awaitSuccess(GROUND.daemon().deploy("shop", "1.0"));
    }

    @Test
    void a_member_stays_out_until_it_is_put_back_and_nobody_takes_the_last_one() throws Exception {
        Daemon daemon = GROUND.daemon();
        Traffic traffic = new Traffic(GROUND.fleet(), "shop", "1.0", "1.1", "1.2");
        try (Jmx jmx = daemon.jmx()) {
            assertThat(jmx.call(POOL, "drain", "proxy2", "new disk"))
                    .startsWith("proxy2 is out of rotation, and serves nobody.");
            assertThat(GROUND.fleet().members().get("proxy1")).isEqualTo("UP");
            assertThat(GROUND.fleet().members().get("proxy2")).isNotEqualTo("UP");
            assertThat(jmx.call(POOL, "drain", "proxy1", "the other, too")).contains("0 of 2 members");

            Deployment deployment = daemon.awaitEnd(daemon.deploy("shop", "1.1"));

            assertThat(deployment.ending()).isNotEqualTo(Optional.of(Ending.SUCCEEDED));
            assertThat(daemon.story(deployment.id())).contains("0 of 2 members would be in service");
            assertThat(List.of((String[]) jmx.read(POOL, "Drained")))
                    .singleElement()
                    .asString()
                    .startsWith("proxy2: since ")
                    .endsWith("by hand, by JMX: new disk");

            assertThat(jmx.call(POOL, "restore", "proxy2")).contains("back in rotation, and in service");
        }
        assertThat(GROUND.fleet().members()).isEqualTo(Map.of("proxy1", "UP", "proxy2", "UP"));
        daemon.awaitSuccess(daemon.deploy("shop", "1.2"));
        traffic.assertNoneFailed();
        assertThat(daemon.rotations().drained()).isEmpty();
    }
}
