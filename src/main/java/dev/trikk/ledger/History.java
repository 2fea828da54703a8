package dev.trikk.ledger;

import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
import dev.trikk.release.Release;
import dev.trikk.request.DeployRequest.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which releases a lane has had, as its ended deployments tell. A deployment puts its release on top; a rollback takes away
 * what lies above the one it goes back to, so that the next rollback goes further back and never forth again. Pure.
 */
public final class History {
    private final List<Deployment> ended;
    private final Map<String, Deployment> byId = new HashMap<>();
    private final Deque<Release> releases = new ArrayDeque<>();

    /**
     * What the deployments of one lane have left.
     *
     * @param ended those that are over, the last one first
     */
    public History(List<Deployment> ended) {
        this.ended = List.copyOf(ended);
        ended.forEach(deployment -> byId.put(deployment.id(), deployment));
        for (int i = ended.size() - 1; i >= 0; i--) {
            follow(ended.get(i));
        }
    }

    private void follow(Deployment deployment) {
        if (!landed(deployment)) {
            return;
        }
        Release release = deployment.plan().release();
        if (rollsBack(deployment)) {
            boolean known = releases.stream().anyMatch(other -> same(other, release));
            while (known && !same(releases.element(), release)) {
                releases.pop();
            }
            if (!known) {
                releases.poll();
            }
        }
        if (current().filter(top -> same(top, release)).isEmpty()) {
            releases.push(release);
        }
    }

    /** What the lane is on; also if some of its servers are not. */
    public Optional<Release> current() {
        return Optional.ofNullable(releases.peek());
    }

    /** Whether the lane is on that very release, and whatever went there last has ended well. */
    public boolean isOn(Release release) {
        return current().filter(top -> same(top, release)).isPresent()
                && ended.stream()
                        .findFirst()
                        .filter(last -> is(last, Ending.SUCCEEDED))
                        .isPresent();
    }

    /** The release that the lane had before the current one, without those that have failed. */
    public Optional<Release> previous() {
        return releases.stream()
                .skip(1)
                .filter(release -> current().filter(top -> same(top, release)).isEmpty())
                .filter(release -> failure(release).isEmpty())
                .findFirst();
    }

    /** The release of that version that went to the lane last, well or not. */
    public Optional<Release> named(String version) {
        return ended.stream()
                .map(deployment -> deployment.plan().release())
                .filter(release -> release.version().equals(version))
                .findFirst();
    }

    /**
     * The deployment that failed with that very release, if no later one has succeeded. One that touched nothing, or that a
     * person ended, says nothing about its release.
     */
    public Optional<Deployment> failure(Release release) {
        return ended.stream()
                .filter(deployment -> same(deployment.plan().release(), release))
                .filter(deployment -> judges(deployment))
                .findFirst()
                .filter(deployment -> !is(deployment, Ending.SUCCEEDED));
    }

    /** Whether a deployment went back to an older release, or finished one that did. */
    public boolean rollsBack(Deployment deployment) {
        Optional<Deployment> root = Optional.of(deployment);
        while (root.isPresent() && root.get().request().kind() == Kind.RETRY) {
            root = root.get().request().retryOf().map(byId::get);
        }
        return root.filter(found -> found.request().kind() == Kind.ROLLBACK).isPresent();
    }

    private static boolean landed(Deployment deployment) {
        return is(deployment, Ending.SUCCEEDED)
                || is(deployment, Ending.PARTIAL)
                || (is(deployment, Ending.CANCELLED) && stayed(deployment));
    }

    /** What is left of the plan of one that was cancelled is what was done of it. */
    private static boolean stayed(Deployment deployment) {
        List<Step> steps = deployment.plan().steps();
        return deployment.startedAt().isPresent()
                && steps.stream().noneMatch(Step::isBack)
                && steps.stream().anyMatch(step -> step.stage() == Stage.ROTATE || step.stage() == Stage.SWITCH);
    }

    private static boolean judges(Deployment deployment) {
        return is(deployment, Ending.SUCCEEDED)
                || is(deployment, Ending.ROLLED_BACK)
                || (is(deployment, Ending.PARTIAL) && !wasPartialByWish(deployment));
    }

    private static boolean wasPartialByWish(Deployment deployment) {
        return !deployment.plan().start().excluded().isEmpty()
                && deployment.plan().steps().stream().noneMatch(Step::isBack);
    }

    private static boolean is(Deployment deployment, Ending ending) {
        return deployment.ending().equals(Optional.of(ending));
    }

    private static boolean same(Release one, Release other) {
        return one.version().equals(other.version()) && one.checksum().equals(other.checksum());
    }
}
