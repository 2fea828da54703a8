package dev.trikk.demo;

import dev.trikk.demo.ace.AceStandIn;
import dev.trikk.demo.ace.StandInFarm;
import dev.trikk.demo.ace.StandInStyle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Which balancer stands before the demo's servers, or something that speaks like it. */
enum DemoKind {
    HAPROXY {
        @Override
        DemoPool start(Path folder, Map<String, URI> members) throws IOException {
            DemoBalancer balancer = new DemoBalancer(POOL, members);
            return new DemoPool(
                    balancer.uri(),
                    "type: haproxy, address: \"%s\", backend: %s".formatted(balancer.address(), POOL),
                    balancer::close);
        }
    },
    /** Spoken to in XML. */
    ACE {
        @Override
        DemoPool start(Path folder, Map<String, URI> members) throws IOException {
            return ace(folder, members, "mode: xml, url: \"%1$s\", trust: %2$s");
        }
    },
    /** The same by its command line. */
    ACE_SSH {
        @Override
        DemoPool start(Path folder, Map<String, URI> members) throws IOException {
            return ace(folder, members, "mode: ssh, address: \"127.0.0.1:%3$d\", knownHosts: %4$s");
        }
    };

    private static final String POOL = "city";
    private static final String PASSWORD = "ace-of-the-demo";

    /** Starts it at once. */
    abstract DemoPool start(Path folder, Map<String, URI> members) throws IOException;

    /** A stand-in need not be spared as a real box must. */
    private static DemoPool ace(Path folder, Map<String, URI> members, String address) throws IOException {
        Path password = Files.writeString(folder.resolve("ace-password"), PASSWORD + "\n");
        AceStandIn ace = new AceStandIn(folder, PASSWORD, StandInStyle.plain());
        StandInFarm farm = ace.context(POOL).farm("WEB", members);
        String where = address.formatted(ace.xml(), ace.certificate(), ace.sshPort(), ace.knownHosts());
        return new DemoPool(
                farm.front(),
                "type: ace, %s, user: %s, password: \"file:%s\", context: %s, farms: [WEB], poll: 50ms"
                        .formatted(where, AceStandIn.USER, password, POOL),
                ace::close);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
