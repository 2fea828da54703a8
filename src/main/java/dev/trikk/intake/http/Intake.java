package dev.trikk.intake.http;

import dev.trikk.config.Secret;
import dev.trikk.intake.Hooks;
import dev.trikk.ledger.Deployment;
import dev.trikk.release.Builds;
import dev.trikk.request.RequestFormat;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;

/** Puts the processors of the intake into Camel's registry, under the names that the route files below {@code routes/api} use. */
public final class Intake {
    private Intake() {}

    /**
     * Who is let in, and by what it is known.
     *
     * @param token of CI
     * @param tokenDigests SHA-256 of further tokens, in hex
     * @param signing key of CI's signatures
     * @param github secret of GitHub's webhooks
     * @param gitlabSigning signing token of GitLab's webhooks
     * @param gitlabToken secret token of GitLab's webhooks, for a GitLab that does not sign
     */
    public record Keys(
            Optional<Secret> token,
            List<String> tokenDigests,
            Optional<Secret> signing,
            Optional<Secret> github,
            Optional<Secret> gitlabSigning,
            Optional<Secret> gitlabToken) {

        /** Whether there is none. */
        public boolean isEmpty() {
            return tokenDigests.isEmpty()
                    && List.of(token, signing, github, gitlabSigning, gitlabToken).stream()
                            .allMatch(Optional::isEmpty);
        }
    }

    /**
     * What the intake works with.
     *
     * @param format of requests
     * @param requestLimit bytes that a request may have
     * @param hooks what events of code hosts mean
     * @param builds where builds are kept
     * @param buildLimit bytes that a build may have
     * @param deployments the deployment that the request of an id became
     */
    public record Ports(
            RequestFormat format,
            long requestLimit,
            Hooks hooks,
            Builds builds,
            long buildLimit,
            Function<String, Optional<Deployment>> deployments,
            Clock clock) {}

    /** Binds every processor that the routes name. */
    public static void bind(CamelContext camel, Keys keys, Ports ports) {
        Tokens tokens = tokens(keys);
        Optional<Signing> signing = signing(keys.signing(), ports);
        Registry registry = camel.getRegistry();
        registry.bind("intakeRequest", new TakeRequest(tokens, signing, ports.format(), ports.requestLimit()));
        registry.bind("intakeGithub", TakeEvent.github(signing(keys.github(), ports), ports.hooks()));
        registry.bind(
                "intakeGitlab",
                TakeEvent.gitlab(
                        signing(keys.gitlabSigning(), ports),
                        keys.gitlabToken().map(Secret::reveal).map(Tokens::digest),
                        ports.hooks()));
        registry.bind("intakeBuild", new TakeBuild(tokens, ports.builds(), ports.buildLimit()));
        registry.bind("intakeLook", new Look(tokens, signing, ports.deployments()));
        registry.bind("intakeQueued", (Processor) Queued::answer);
        registry.bind("intakeRefused", new Refuse());
    }

    private static Tokens tokens(Keys keys) {
        List<byte[]> digests = new ArrayList<>();
        keys.token().map(Secret::reveal).map(Tokens::digest).ifPresent(digests::add);
        keys.tokenDigests().forEach(hex -> digests.add(HexFormat.of().parseHex(hex)));
        return new Tokens(digests);
    }

    private static Optional<Signing> signing(Optional<Secret> key, Ports ports) {
        return key.map(secret -> new Signing(secret, ports.clock()));
    }
}
