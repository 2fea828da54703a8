package dev.trikk.request;

import java.util.List;
import java.util.Optional;

/**
 * What CI or a person asks for, as it arrived and after its form was checked.
 *
 * @param id idempotency key: the same id twice is one deployment
 * @param application name of the application
 * @param version exact, {@code latest} or {@code release}; of a rollback also {@code previous}
 * @param environment name of the environment
 * @param source {@code repository} or {@code local}
 * @param file for a local release: path of its zip below the folder for uploads
 * @param requestedBy who asks, in the request's own words
 * @param issues keys of the issues it resolves
 * @param comment free text for people
 * @param dryRun answer with the plan and its scripts, and do nothing else
 * @param kind what it is for
 * @param again deploy the release even if it has failed there before
 * @param retryOf for a retry: the deployment that it finishes
 * @param caller who sent it, as the broker or the HTTP side has checked it; nothing where nobody has
 */
public record DeployRequest(
        String id,
        String application,
        String version,
        String environment,
        String source,
        Optional<String> file,
        Optional<String> requestedBy,
        List<String> issues,
        Optional<String> comment,
        boolean dryRun,
        Kind kind,
        boolean again,
        Optional<String> retryOf,
        Optional<String> caller) {

    /** What a request is for. */
    public enum Kind {
        /** To put a release on an environment. */
        DEPLOY,
        /** To put an environment back on a release that it had before. */
        ROLLBACK,
        /** To finish what a deployment that went wrong has left undone. */
        RETRY
    }

    /** A request of which nobody has checked who sent it. */
    public DeployRequest(
            String id,
            String application,
            String version,
            String environment,
            String source,
            Optional<String> file,
            Optional<String> requestedBy,
            List<String> issues,
            Optional<String> comment,
            boolean dryRun,
            Kind kind,
            boolean again,
            Optional<String> retryOf) {
        this(
                id,
                application,
                version,
                environment,
                source,
                file,
                requestedBy,
                issues,
                comment,
                dryRun,
                kind,
                again,
                retryOf,
                Optional.empty());
    }

    /** A request to deploy. */
    public DeployRequest(
            String id,
            String application,
            String version,
            String environment,
            String source,
            Optional<String> file,
            Optional<String> requestedBy,
            List<String> issues,
            Optional<String> comment,
            boolean dryRun) {
        this(
                id,
                application,
                version,
                environment,
                source,
                file,
                requestedBy,
                issues,
                comment,
                dryRun,
                Kind.DEPLOY,
                false,
                Optional.empty());
    }

    /** The same, sent by somebody. */
    public DeployRequest from(Optional<String> sender) {
        return with(id, sender);
    }

    /** The same under another key. */
    public DeployRequest as(String other) {
        return with(other, caller);
    }

    /** Whether it puts an environment back on what it had. */
    public boolean isRollback() {
        return kind == Kind.ROLLBACK;
    }

    private DeployRequest with(String key, Optional<String> sender) {
        return new DeployRequest(
                key,
                application,
                version,
                environment,
                source,
                file,
                requestedBy,
                issues,
                comment,
                dryRun,
                kind,
                again,
                retryOf,
                sender);
    }
}
