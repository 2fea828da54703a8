package dev.trikk.request;

import java.util.List;

/** What reading a request led to. */
public sealed interface Reading {

    /** The form is right; whether it is allowed is another question. */
    record Understood(DeployRequest request) implements Reading {}

    /** It is no request, for all these reasons; at least one. */
    record NotUnderstood(List<Problem> problems) implements Reading {}
}
