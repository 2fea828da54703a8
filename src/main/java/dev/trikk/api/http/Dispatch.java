package dev.trikk.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.trikk.api.Caller;
import dev.trikk.api.Refused;
import dev.trikk.outage.Outage;
import dev.trikk.request.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request over HTTP to an answer: its form is checked against the contract, then it is done. */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final int DEEPEST = 20;

    private final Contract contract;
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Dispatch(Contract contract) {
        this.contract = contract;
    }

    void answer(RoutingContext context, Operation operation, Bindings.Bound bound) {
        Caller caller = Guard.caller(context).orElseThrow();
        Ask ask = new Ask(caller, values(context, operation), body(context, operation));
        if (!operation.isReading() || operation.role().orElseThrow() == dev.trikk.api.Role.ADMIN) {
            caller.require(operation.role().orElseThrow(), bound.environment().apply(ask));
        }
        send(context, operation, bound.work().answer(ask));
    }

    /**
     * The values of all parameters that the contract knows.
     *
     * @throws Refused when one is not as it should be, or the contract knows none of that name
     */
    Map<String, String> values(RoutingContext context, Operation operation) {
        Map<String, String> values = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Operation.Parameter parameter : operation.parameters()) {
            value(context, parameter).ifPresent(value -> {
                values.put(parameter.name(), value);
                problems.addAll(contract.check(parameter, value));
            });
        }
        for (String name : context.queryParams().names()) {
            if (operation.parameters().stream()
                    .noneMatch(one -> one.in().equals("query") && one.name().equals(name))) {
                problems.add(new Problem(name, "There is no such parameter here."));
            } else if (context.queryParam(name).size() > 1) {
                problems.add(new Problem(name, "It is there more than once."));
            }
        }
        if (!problems.isEmpty()) {
            throw new Refused(400, "This is not asked as the contract says; /api shows it.", problems);
        }
        return values;
    }

    private static Optional<String> value(RoutingContext context, Operation.Parameter parameter) {
        return switch (parameter.in()) {
            case "path" -> Optional.ofNullable(context.pathParam(parameter.name()));
            case "query" -> context.queryParam(parameter.name()).stream().findFirst();
            default -> Optional.ofNullable(context.request().getHeader(parameter.name()));
        };
    }

    private JsonNode body(RoutingContext context, Operation operation) {
        if (!operation.node().has("requestBody")) {
            return MissingNode.getInstance();
        }
        String type =
                Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new Refused(415, "Send the body as JSON, with the header Content-Type: application/json.");
        }
        Buffer bytes = Optional.ofNullable(context.body().buffer()).orElse(Buffer.buffer());
        try {
            JsonNode body = json.readTree(bytes.getBytes());
            List<Problem> problems = contract.check(operation, body);
            if (!problems.isEmpty()) {
                throw new Refused(400, "The body is not as the contract says; /api shows it.", problems);
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new Refused(400, "The body is not JSON: " + e.getOriginalMessage());
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static void send(RoutingContext context, Operation operation, Answer answer) {
        byte[] body = answer.body().toString().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(context.response()::putHeader);
        context.response().setStatusCode(answer.status());
        boolean tagged =
                operation.parameters().stream().anyMatch(one -> one.name().equals("If-None-Match"));
        if (tagged) {
            String tag = tag(body);
            context.response().putHeader("ETag", tag).putHeader("Cache-Control", "private, no-cache");
            if (tag.equals(context.request().getHeader("If-None-Match"))) {
                context.response().setStatusCode(304).end();
                return;
            }
        }
        context.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(body));
    }

    private static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Says what went wrong. */
    static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof Refused refused) {
            if (refused.status() == 503) {
                Problems.unavailable(context, refused.getMessage());
            } else {
                Problems.send(context, refused);
            }
        } else if (failure instanceof Outage outage) {
            Problems.unavailable(context, outage.getMessage());
        } else if (context.statusCode() == 413) {
            Problems.send(
                    context, new Refused(413, "The body is too long; trikk.requests.limit says how long it may be."));
        } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
            Problems.send(context, new Refused(context.statusCode(), "This is not a request that can be understood."));
        } else {
            LOG.warn(
                    "not done over HTTP: {} {}",
                    context.request().method(),
                    context.request().path(),
                    failure);
            Problems.unavailable(context, "Trikk cannot do this now; its log says why.");
        }
    }
}
