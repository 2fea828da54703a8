package dev.trikk.request;

import java.util.List;
import java.util.Optional;

/** What reading a request led to. */
public sealed interface Reading {

    /** The form is right; whether it is allowed is another question. */
    record Understood(DeployRequest request) implements Reading {}

    /**
     * It is no request.
     *
     * @param problems all reasons; at least one
     * @param rest what could be read all the same, so that its other problems can be told, too; a field that is missing or
     *     wrong is empty there
     */
    record NotUnderstood(List<Problem> problems, Optional<DeployRequest> rest) implements Reading {}
}
