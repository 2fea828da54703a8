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
 * @param requestedBy who asks
 * @param issues keys of the issues it resolves
 * @param comment free text for people
 * @param dryRun answer with the plan and its scripts, and do nothing else
 * @param kind what it is for
 * @param again deploy the release even if it has failed there before
 * @param retryOf for a retry: the deployment that it finishes
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
        Optional<String> retryOf) {

    /** What a request is for. */
    public enum Kind {
        /** To put a release on an environment. */
        DEPLOY,
        /** To put an environment back on a release that it had before. */
        ROLLBACK,
        /** To finish what a deployment that went wrong has left undone. */
        RETRY
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
}
