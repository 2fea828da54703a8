package dev.trikk.intake.http;

import dev.trikk.api.Refused;
import dev.trikk.api.Role;
import dev.trikk.release.Builds;
import dev.trikk.release.Checksum;
import dev.trikk.release.Releases.UnknownRelease;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Takes a build into keeping, while it arrives. */
final class TakeBuild implements Processor {
    private final Tokens tokens;
    private final Builds builds;
    private final long limit;

    /** @param limit bytes that a build may have */
    TakeBuild(Tokens tokens, Builds builds, long limit) {
        this.tokens = tokens;
        this.builds = builds;
        this.limit = limit;
    }

    @Override
    public void process(Exchange exchange) {
        Headers headers = Arrival.headers(exchange);
        tokens.check(headers, Role.DEPLOYER);
        headers.first("Content-Encoding").ifPresent(encoding -> {
            throw new Refused(415, "Send the zip as it is, without Content-Encoding.");
        });
        Checksum promised = PromisedDigest.of(headers);
        try (Builds.Delivery delivery = builds.begin(Arrival.name(exchange), promised)) {
            RequestBody body = Arrival.body(exchange, limit);
            for (Optional<byte[]> piece = body.next(); piece.isPresent(); piece = body.next()) {
                delivery.add(piece.get());
            }
            String file = delivery.finish();
            Replies.set(exchange, 201, Replies.object().put("file", file).put("sha256", promised.hex()), Map.of());
        } catch (UnknownRelease unfit) {
            throw new Refused(422, unfit.getMessage());
        }
    }
}
