package dev.trikk.request;

import java.util.List;
import java.util.Optional;

/**
 * What CI or a person asks for, as it arrived and after its form was checked.
 *
 * @param id idempotency key: the same id twice is one deployment
 * @param application name of the application
 * @param version exact, {@code latest} or {@code release}
 * @param environment name of the environment
 * @param source {@code repository} or {@code local}
 * @param file for a local release: path of its zip below the folder for uploads
 * @param requestedBy who asks
 * @param issues keys of the issues it resolves
 * @param comment free text for people
 * @param dryRun answer with the plan and its scripts, and do nothing else
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
        boolean dryRun) {}
