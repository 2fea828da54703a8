package dev.trikk.stage;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Approval;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.History;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.release.LocalReleases;
import dev.trikk.release.Release;
import dev.trikk.release.Releases;
import dev.trikk.release.Releases.UnknownRelease;
import dev.trikk.request.DeployRequest;
import dev.trikk.request.DeployRequest.Kind;
import dev.trikk.request.Problem;
import dev.trikk.text.Quoted;
import java.util.Optional;

/** Finds the release that a request means, and makes the plan for it. */
final class Planner {
    /** So far back a release is remembered. */
    private static final int REMEMBERED = 200;

    private final Releases releases;
    private final LocalReleases localReleases;
    private final Ledger ledger;

    /** A plan, or the reason why there is none. */
    record Planned(Optional<Plan> plan, Optional<Problem> problem) {
        private static Planned of(Plan plan) {
            return new Planned(Optional.of(plan), Optional.empty());
        }

        private static Planned not(String path, String reason) {
            return new Planned(Optional.empty(), Optional.of(new Problem(path, reason)));
        }
    }

    Planner(Releases releases, LocalReleases localReleases, Ledger ledger) {
        this.releases = releases;
        this.localReleases = localReleases;
        this.ledger = ledger;
    }

    /** The plan for a request that keeps the rules. */
    Planned plan(DeployRequest request, Inventory now) {
        Application application = now.application(request.application()).orElseThrow();
        Environment environment = now.environment(request.environment()).orElseThrow();
        History history = history(application.name(), environment.name());
        try {
            return request.kind() == Kind.ROLLBACK
                    ? rollback(request, now, application, environment, history)
                    : deploy(request, now, application, history);
        } catch (UnknownRelease e) {
            return Planned.not(request.source().equals("local") ? "$.file" : "$.version", e.getMessage());
        }
    }

    private Planned deploy(DeployRequest request, Inventory now, Application application, History history) {
        Release release = request.source().equals("local")
                ? localReleases.take(
                        application, request.version(), request.file().orElseThrow())
                : resolve(request, now, application);
        return deploy(request, now, release, history);
    }

    private static Planned deploy(DeployRequest request, Inventory now, Release release, History history) {
        Optional<Deployment> failed = request.again() ? Optional.empty() : history.failure(release);
        if (failed.isPresent()) {
            return Planned.not("$.version", marked(failed.get()));
        }
        Application application = now.application(request.application()).orElseThrow();
        Environment environment = now.environment(request.environment()).orElseThrow();
        Plan plan = Plans.of(application, environment, release);
        boolean approved = now.rules(environment.name()).approval() != Approval.NONE;
        return Planned.of(approved ? Plans.approved(plan) : plan);
    }

    /** The plan for a request that keeps the rules, of a release that is known already. */
    Planned plan(DeployRequest request, Inventory now, Release release) {
        Environment environment = now.environment(request.environment()).orElseThrow();
        String source = release.source() == Release.Source.LOCAL ? "local" : "repository";
        if (!environment.sources().contains(source)) {
            return Planned.not(
                    "$.environment",
                    "rule \"sources\": " + environment.name() + " takes no " + source + " releases, and "
                            + release.version() + " is one.");
        }
        return deploy(request, now, release, history(request.application(), environment.name()));
    }

    /** What a lane has had. */
    History history(String application, String environment) {
        return new History(ledger.history(new Lane(application, environment), REMEMBERED));
    }

    /** Goes to what the lane had, without asking the repository; only what it never had is looked for there. */
    private Planned rollback(
            DeployRequest request, Inventory now, Application application, Environment environment, History history) {
        boolean previous = request.version().equals("previous");
        Optional<Release> known = previous ? history.previous() : history.named(request.version());
        if (known.isEmpty() && previous) {
            String current = history.current().map(Release::version).orElse("the first one");
            return Planned.not(
                    "$.version",
                    "Trikk knows of no release before " + current + " of " + application.name() + " in "
                            + environment.name() + "; name a version.");
        }
        if (known.isEmpty() && !environment.sources().contains("repository")) {
            return Planned.not(
                    "$.version",
                    Quoted.of(request.version()) + " never was in " + environment.name()
                            + ", and it takes no releases from the repository.");
        }
        Release release = known.orElseGet(() -> resolve(request, now, application));
        return Planned.of(Plans.withoutHolds(Plans.of(application, environment, release)));
    }

    private Release resolve(DeployRequest request, Inventory now, Application application) {
        return releases.resolve(
                application, now.repositories().get(application.artifact().repository()), request.version());
    }

    private static String marked(Deployment failed) {
        return failed.plan().release().version() + " has failed there: " + failed.id() + " ended "
                + failed.ending().orElseThrow() + " at " + failed.endedAt().orElse(failed.movedAt()) + " ("
                + Quoted.plain(failed.reason(), 200)
                + "). Write \"options\": {\"again\": true} (trikk deploy --again) to deploy it all the same.";
    }
}
