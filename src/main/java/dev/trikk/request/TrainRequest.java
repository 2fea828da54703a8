package dev.trikk.request;

import java.util.List;
import java.util.Optional;

/**
 * One request to deploy many applications to one environment.
 *
 * @param id idempotency key: the same id twice is one train
 * @param environment where to
 * @param load which applications, and which release of each
 * @param requestedBy who asks, in the request's own words
 * @param issues keys of the issues that it resolves
 * @param comment free text for people
 * @param dryRun answer with the plans, and do nothing else
 * @param again deploy also what has failed there before, and what runs there already
 * @param caller who sent it, as the broker or the HTTP side has checked it; nothing where nobody has
 */
public record TrainRequest(
        String id,
        String environment,
        Load load,
        Optional<String> requestedBy,
        List<String> issues,
        Optional<String> comment,
        boolean dryRun,
        boolean again,
        Optional<String> caller) {

    /** What a train carries. */
    public sealed interface Load {}

    /**
     * Every application that the environment has.
     *
     * @param version of each: {@code release}, {@code latest}, an exact one or a range
     * @param except names of those that stay behind
     */
    public record All(String version, List<String> except) implements Load {}

    /**
     * What runs in another environment now, release by release.
     *
     * @param environment its name
     * @param except names of those that stay behind
     */
    public record From(String environment, List<String> except) implements Load {}

    /** Some applications, each with its version. */
    public record Listed(List<Item> items) implements Load {}

    /** An application and its version. */
    public record Item(String application, String version) {}

    /** The same, sent by somebody. */
    public TrainRequest from(Optional<String> sender) {
        return new TrainRequest(id, environment, load, requestedBy, issues, comment, dryRun, again, sender);
    }

    /** The request for one of its applications. */
    public DeployRequest one(Item item) {
        return new DeployRequest(
                id,
                item.application(),
                item.version(),
                environment,
                "repository",
                Optional.empty(),
                requestedBy,
                issues,
                comment,
                dryRun,
                DeployRequest.Kind.DEPLOY,
                again,
                Optional.empty(),
                caller);
    }
}
