package dev.trikk.intake.http;

import dev.trikk.api.Callers;
import dev.trikk.config.Secret;
import dev.trikk.intake.Hooks;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Records;
import dev.trikk.release.Builds;
import dev.trikk.request.RequestFormat;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;

/** Puts the processors of the intake into Camel's registry, under the names that the route files below {@code routes/api} use. */
public final class Intake {
    private Intake() {}

    /**
     * By what is known who is let in without a token.
     *
     * @param signing key of CI's signatures
     * @param github secret of GitHub's webhooks
     * @param gitlabSigning signing token of GitLab's webhooks
     * @param gitlabToken secret token of GitLab's webhooks, for a GitLab that does not sign
     */
    public record Keys(
            Optional<Secret> signing,
            Optional<Secret> github,
            Optional<Secret> gitlabSigning,
            Optional<Secret> gitlabToken) {

        /** Whether there is none. */
        public boolean isEmpty() {
            return List.of(signing, github, gitlabSigning, gitlabToken).stream().allMatch(Optional::isEmpty);
        }
    }

    /**
     * What the intake works with.
     *
     * @param callers who is let in by a token
     * @param format of requests
     * @param requestLimit bytes that a request may have
     * @param hooks what events of code hosts mean
     * @param builds where builds are kept
     * @param buildLimit bytes that a build may have
     */
    public record Ports(
            Callers callers,
            RequestFormat format,
            long requestLimit,
            Hooks hooks,
            Builds builds,
            long buildLimit,
            Ledger ledger,
            Records records,
            Clock clock) {}

    /** Binds every processor that the routes name. */
    public static void bind(CamelContext camel, Keys keys, Ports ports) {
        Tokens tokens = new Tokens(ports.callers());
        Optional<Signing> signing = signing(keys.signing(), ports);
        Registry registry = camel.getRegistry();
        registry.bind("intakeRequest", new TakeRequest(tokens, signing, ports.format(), ports.requestLimit()));
        registry.bind("intakeGithub", TakeEvent.github(signing(keys.github(), ports), ports.hooks()));
        registry.bind(
                "intakeGitlab",
                TakeEvent.gitlab(signing(keys.gitlabSigning(), ports), keys.gitlabToken(), ports.hooks()));
        registry.bind("intakeBuild", new TakeBuild(tokens, ports.builds(), ports.buildLimit()));
        registry.bind("intakeLook", new Look(tokens, signing, new Became(ports.ledger(), ports.records())));
        registry.bind("intakeQueued", (Processor) Queued::answer);
        registry.bind("intakeRefused", new Refuse());
    }

    private static Optional<Signing> signing(Optional<Secret> key, Ports ports) {
        return key.map(secret -> new Signing(secret, ports.clock()));
    }
}
