package dev.trikk.ledger;

import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.request.RequestFormat.LeftOut;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Many deployments that one request asked for, as the ledger holds them.
 *
 * @param id Trikk's name for it: {@code train-7}; no deployment is called the same
 * @param requestId the key of its request
 * @param environment where it goes
 * @param requestedBy who asked for it, in the request's own words
 * @param caller who sent the request, as it was checked
 * @param comment free text for people
 * @param leftOut what it does not carry, and why
 * @param approvedBy who let it begin, where that is needed
 * @param acceptedAt when its request was accepted
 * @param endedAt when the last of its deployments ended
 * @param ending how it ended
 * @param reason in words how; empty before
 * @param deployments ids of its deployments, by the names of their applications
 */
public record Train(
        String id,
        String requestId,
        String environment,
        Optional<String> requestedBy,
        Optional<String> caller,
        Optional<String> comment,
        List<LeftOut> leftOut,
        Optional<String> approvedBy,
        Instant acceptedAt,
        Optional<Instant> endedAt,
        Optional<Ending> ending,
        String reason,
        List<String> deployments) {}
