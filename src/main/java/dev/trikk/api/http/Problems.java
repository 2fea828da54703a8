package dev.trikk.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Refused;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.RoutingContext;

/** What went wrong, in the form of RFC 9457. */
final class Problems {
    private Problems() {}

    static void send(RoutingContext context, Refused refused) {
        if (refused.status() == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"trikk\"");
        }
        if (refused.status() == 429) {
            context.response().putHeader("Retry-After", "5");
        }
        ObjectNode problem = problem(refused.status(), refused.getMessage());
        if (!refused.problems().isEmpty()) {
            ArrayNode list = problem.putArray("problems");
            refused.problems()
                    .forEach(one -> list.addObject().put("path", one.path()).put("reason", one.reason()));
        }
        send(context, refused.status(), problem);
    }

    /** It cannot be done now, and trying it again is safe. */
    static void unavailable(RoutingContext context, String detail) {
        context.response().putHeader("Retry-After", "10");
        send(context, 503, problem(503, detail));
    }

    private static ObjectNode problem(int status, String detail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail);
    }

    private static void send(RoutingContext context, int status, ObjectNode problem) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(problem.toString());
    }
}
