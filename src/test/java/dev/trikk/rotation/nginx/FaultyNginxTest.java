package dev.trikk.rotation.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Server;
import dev.trikk.remote.OnServer;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Outcome.Status;
import dev.trikk.remote.Script;
import dev.trikk.remote.Upload;
import dev.trikk.rotation.FaultyBalancerContract;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A host that is not there, and answers all the same. */
class FaultyNginxTest extends FaultyBalancerContract implements OnServer {
    private Fault fault = Fault.NONE;
    private int looksBefore;
    private String later = "";
    private String file = "server 10.0.0.1:80 weight=2; # app1\nserver 10.0.0.2; # app2";
    private LoadBalancer balancer;

    @Override
    protected LoadBalancer start() {
        Server host = new Server("front", "lb1", 22, Optional.empty());
        balancer = new NginxBalancer(
                this, host, "trikk", "/etc/nginx/city.conf", "sudo -n nginx", "/run/nginx.pid", new Pauses());
        return balancer;
    }

    @Override
    public Outcome run(Server server, String login, Script script) {
        return switch (fault) {
            case REFUSES -> without(Status.UNREACHABLE);
            case GARBAGE -> Outcome.ok("Last login: Monday\n", Duration.ZERO);
            case TRUNCATED -> Outcome.ok(shown().substring(0, shown().length() - 5), Duration.ZERO);
            case HUGE -> Outcome.ok(shown() + "x".repeat(10 << 20), Duration.ZERO);
            default -> script.name().equals("nginx-look") ? look() : change(script);
        };
    }

    private Outcome look() {
        if (!later.isEmpty() && looksBefore-- == 0) {
            file = later;
        }
        return Outcome.ok(shown(), Duration.ZERO);
    }

    private Outcome change(Script script) {
        if (fault != Fault.LIES && fault != Fault.LOSES_CHANGES) {
            int from = script.text().indexOf("\nafter='") + "\nafter='".length();
            String changed = script.text().substring(from, script.text().indexOf("'", from));
            if (looksBefore > 0) {
                later = changed;
            } else {
                file = changed;
            }
        }
        return switch (fault) {
            case LOSES_CHANGES, LOSES_ANSWERS -> without(Status.LOST);
            case HANGS -> without(Status.TIMED_OUT);
            default -> Outcome.ok("", Duration.ZERO);
        };
    }

    private static Outcome without(Status status) {
        return Outcome.without(status, "broken", Duration.ZERO);
    }

    private String shown() {
        return "force yes\nserver 10.0.0.2 0 yes\nserver 10.0.0.1:80 0 yes\nfile\n" + file + "\nend\n";
    }

    @Test
    void a_change_that_is_still_under_way_when_the_connection_breaks_is_waited_for() {
        misbehave(Fault.LOSES_ANSWERS);
        looksBefore = 3;

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }

    @Test
    void a_line_that_is_not_understood_is_named_and_nothing_is_written() {
        for (String line : new String[] {
            "server 10.0.0.3:80; server 10.0.0.4:80;",
            "server unix:/run/app.sock;",
            "server $app;",
            "server 10.0.0.1:80; # another",
            "server 10.0.0.3:80; # app2",
            "server 10.0.0.3:80"
        }) {
            file = "# ours\nserver 10.0.0.1:80; # app1\nserver 10.0.0.2:80; # app2\n" + line;

            assertThatThrownBy(() -> balancer.drain("app1"))
                    .as(line)
                    .isInstanceOf(BalancerUnavailable.class)
                    .hasMessageContaining("line 4 of its file");
        }
    }

    @Test
    void a_server_without_a_word_behind_it_is_called_by_its_address() {
        file = "keepalive 8;\nserver 10.0.0.1:80; # the old one\n  server\t10.0.0.2 down max_fails=3 ;#app2";

        assertThat(balancer.members()).extracting(member -> member.name()).containsExactly("10.0.0.1:80", "app2");

        balancer.restore("app2");
        assertThat(file).endsWith("\n  server\t10.0.0.2 max_fails=3 ;#app2");
    }

    @Override
    public Outcome put(Server server, String login, Upload upload) {
        throw new UnsupportedOperationException("nginx needs no uploads");
    }

    @Override
    protected void misbehave(Fault next) {
        fault = next;
    }

    @Override
    protected void stop() {
        // nothing was started
    }
}
